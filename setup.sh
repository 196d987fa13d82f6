#!/bin/sh
# Make a virtual environment with everything in it: sh setup.sh .venv
# uv is quick; where it cannot be had, pip does the same. On Linux a CPU build of torch is taken
# unless MINGZHANG_TORCH=cuda says otherwise, so that no CUDA package is pulled.
set -eu
venv=${1:-.venv}
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更新的版本（当前：$("$python" --version 2>&1)）。可用 PYTHON=python3.12 make setup 指定。" >&2
    exit 2
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
extras='.[ocr,bulk,train,test,dev]'
echo "正在安装（首次约一分钟）……"
if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'uv>=0.9'; then
    backend=
    if [ "$(uname -s)" = Linux ] && [ -z "${PIP_FIND_LINKS:-}" ] && [ "${MINGZHANG_TORCH:-cpu}" = cpu ]; then
        backend=--torch-backend=cpu
    fi
    # A folder of wheels that pip is told of serves uv too; an empty variable is harmless.
    UV_FIND_LINKS="${PIP_FIND_LINKS:-}" UV_COMPILE_BYTECODE=1 "$venv/bin/uv" pip install \
        --quiet --python "$venv/bin/python" $backend -e "$extras"
else
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -e "$extras"
fi
# Compiled once here: where PYTHONDONTWRITEBYTECODE is set (most containers) every start would do it.
"$venv/bin/python" -m compileall -q ingest retrieval extract evals ui
echo "已装好：$venv/bin/mingzhang"
