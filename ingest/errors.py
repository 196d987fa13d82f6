"""What can go wrong, as one tree; every message says which file, where, and what to do.

    MingzhangError                  exit 1
      UsageError                    exit 2   the command or a setting is wrong
      InputError                    exit 1   one file cannot be read; the others go on
        MissingFile                          the path does not exist or cannot be opened
        EmptyFile                            nothing in it
        WrongFormat                          not what its suffix says, or a format we do not read
        PasswordProtected                    the file asks for a password
        DamagedFile                          cut off or broken inside
        NoTextLayer                          a page is only a picture
        UnreadableText                       bytes in no encoding we know
        TooLarge                             above --max-size
      NothingUsable                 exit 3   an empty library, no readable file
      ThresholdMissed               exit 4   eval below its baseline, check --strict with findings
      StoreError                    exit 5   the library cannot be used
        StoreLocked                          another process is writing
        StoreVersion                         written by another version
      ModelError                    exit 6   the configured model does not answer

>>> print(EmptyFile("预算.pdf", "文件是空的", "请重新下载后再导入"))
预算.pdf：文件是空的。请重新下载后再导入。
"""

from __future__ import annotations

__all__ = [
    "DamagedFile",
    "EmptyFile",
    "InputError",
    "MingzhangError",
    "MissingFile",
    "ModelError",
    "NoTextLayer",
    "NothingUsable",
    "PasswordProtected",
    "StoreError",
    "StoreLocked",
    "StoreVersion",
    "ThresholdMissed",
    "TooLarge",
    "UnreadableText",
    "UsageError",
    "WrongFormat",
]


class MingzhangError(Exception):
    """Every error of ours: where it happened, what happened, what to do about it."""

    exit_code = 1

    def __init__(self, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}：{what}。{remedy}。")

    def __reduce__(self) -> tuple[type[MingzhangError], tuple[str, str, str]]:
        return type(self), (self.where, self.what, self.remedy)


class UsageError(MingzhangError):
    """The command line or a setting is wrong."""

    exit_code = 2


class InputError(MingzhangError):
    """One file cannot be read; the other files go on."""


class MissingFile(InputError):
    """The path does not exist or may not be opened."""


class EmptyFile(InputError):
    """The file holds no bytes, or nothing but white space."""


class WrongFormat(InputError):
    """The file is not what its suffix says, or a format that is not read."""


class PasswordProtected(InputError):
    """The file asks for a password."""


class DamagedFile(InputError):
    """The file is cut off or broken inside."""


class NoTextLayer(InputError):
    """One or more pages are pictures without a text layer; the message names them."""


class UnreadableText(InputError):
    """The bytes of a text file are in no encoding we know."""


class TooLarge(InputError):
    """The file is above the size limit."""


class NothingUsable(MingzhangError):
    """The library is empty or no file could be read."""

    exit_code = 3


class ThresholdMissed(MingzhangError):
    """A score is below its baseline, or --strict met findings."""

    exit_code = 4


class StoreError(MingzhangError):
    """The library on disk cannot be used."""

    exit_code = 5


class StoreLocked(StoreError):
    """Another process is writing to the library; the message names it."""


class StoreVersion(StoreError):
    """The library was written by another version of the program."""


class ModelError(MingzhangError):
    """The configured language or embedding model does not answer."""

    exit_code = 6
