# Makes .venv ready: sourced by ./run (LOCK=base) and ./test (LOCK=dev) in a subshell at the repository's root.
# When .venv already fits, this costs a few milliseconds and touches no network.

fail() { # in Thai, in English
    printf '%s\n%s\n' "$1" "$2" >&2
    exit 1
}

state() { # all that a ready .venv was made from; a moved folder or another PYTHON needs another .venv
    printf '%s\n' "$PWD ${PYTHON-}"
    cat requirements/uv.txt "requirements/$1.txt" pyproject.toml
}

ready() { # dev holds all of base, so going from ./test to ./run and back changes nothing
    [ -x .venv/bin/python ] || return 1
    for made in "$LOCK" dev; do
        [ -f ".venv/ready-$made" ] && state "$made" | cmp -s - ".venv/ready-$made" && return 0
    done
    return 1
}

find_python() { # a command may exist and not work (a stub, a shim), so each is tried
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        # The real path: after a system upgrade .venv/bin/python then dangles, instead of being another Python.
        "$name" -c 'import os, sys; sys.version_info < (3, 11) or print(os.path.realpath(sys.executable))' \
            2>/dev/null | grep . && return
    done
    fail "ไม่พบ Python 3.11 ขึ้นไป: ติดตั้งก่อน (Debian/Ubuntu: apt install python3 python3-venv) แล้วสั่งใหม่อีกครั้ง" \
        "No Python 3.11 or newer: install it (Debian/Ubuntu: apt install python3 python3-venv) and run this again."
}

find_uv() { # its own build backend must be the one that pyproject.toml bounds
    for name; do
        case $("$name" --version 2>/dev/null) in "uv 0.13."*) command -v "$name" && return ;; esac
    done
    return 1
}

pass_on_pip_settings() { # uv does not read them, and often an organisation's index and certificate are set only there
    export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1
    index=${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null)}
    certificate=${PIP_CERT:-$("$python" -m pip config get global.cert 2>/dev/null)}
    [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    [ -z "$certificate" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$certificate}"
}

make_venv() { # uv makes one without the venv module, which a bare Debian lacks
    if uv=$(find_uv uv); then
        "$uv" venv --quiet --clear --python "$python" .venv
    else
        uv=.venv/bin/uv
        "$python" -m venv --clear .venv && .venv/bin/python -m pip install --quiet --retries 2 \
            --only-binary :all: --require-hashes -r requirements/uv.txt
    fi && printf '%s\n' "$PWD $python" >.venv/made-for
}

fill_venv() {
    rm -f .venv/ready-*
    # Compiled now, so that no start waits for it: folders that cannot be written to would compile at every start.
    "$uv" pip sync --python .venv/bin/python --require-hashes --only-binary :all: --compile-bytecode \
        "requirements/$LOCK.txt" &&
        "$uv" pip install --python .venv/bin/python --no-deps --editable . &&
        .venv/bin/python -m compileall -q src &&
        state "$LOCK" >.venv/ready-new && mv .venv/ready-new ".venv/ready-$LOCK"
}

prepare() {
    python=$(find_python) || exit 1
    find_uv uv >/dev/null || "$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
        "Python เครื่องนี้ไม่มีโมดูล venv: ติดตั้งก่อน (Debian/Ubuntu: apt install python3-venv) แล้วสั่งใหม่อีกครั้ง" \
        "This Python lacks its venv module: install it (Debian/Ubuntu: apt install python3-venv) and run this again."
    echo "กำลังเตรียมโปรแกรม ครั้งแรกอาจนานหนึ่งนาที / Preparing the program; the first time can take a minute" >&2
    pass_on_pip_settings
    if [ "$(cat .venv/made-for 2>/dev/null)" = "$PWD $python" ] && uv=$(find_uv .venv/bin/uv uv); then :; else
        make_venv || rm -rf .venv
    fi >.venv.log 2>&1
    [ -d .venv ] && fill_venv >>.venv.log 2>&1 || fail \
        "ติดตั้งแพ็กเกจไม่สำเร็จ: ตรวจอินเทอร์เน็ตหรือค่า PIP_INDEX_URL แล้วสั่งใหม่อีกครั้ง (รายละเอียดใน .venv.log)" \
        "The packages could not be installed: check the network or PIP_INDEX_URL, then run this again (details in .venv.log)."
}

ready && return
exec 9>.venv.lock </dev/null
# Two first starts at once: the second waits, then finds everything done.
if command -v flock >/dev/null; then flock 9; fi
ready || prepare
