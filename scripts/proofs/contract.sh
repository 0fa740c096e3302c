#!/usr/bin/env bash
# Holds a served sandbox to its own OpenAPI documents with schemathesis: scripts/proofs/contract.sh BINARY
#
# EXAMPLES (30) is how many cases are drawn for an operation, and SEED what they are drawn from. Both documents are to be
# through within ten minutes on two cores. The list of keys is tried by itself, on a server of its own: with it in hand,
# schemathesis finds the id of the key that it uses, revokes it, and takes every refusal from then on for a good answer.
set -euo pipefail

version=4.32.5
[ $# -eq 1 ] || { echo "usage: scripts/proofs/contract.sh BINARY" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "$1")

is_there() { "$1" --version 2>/dev/null | grep -qF "version $version"; }
schemathesis=schemathesis
if ! is_there "$schemathesis"; then
    venv=$here/../../.build/proofs-venv
    schemathesis=$venv/bin/schemathesis
    if ! is_there "$schemathesis"; then
        echo "Installing schemathesis $version" >&2
        python3 -m venv "$venv" || { echo "contract.sh: Python has no venv: apt-get install python3-venv" >&2; exit 3; }
        "$venv/bin/pip" install -q "schemathesis==$version" >&2
    fi
fi

# try DOCUMENT TOKEN PATH OPTION...: the token's name in the environment, and a path that the token opens.
try() {
    echo "== $*"
    python3 -B "$here/served.py" "$binary" bash -euo pipefail -c '
        schemathesis=$1 document=$2 token=$3 path=$4
        shift 4
        export SERVED_TOKEN=${!token}
        status=0
        "$schemathesis" "$1" "$2" run "$SERVED_URL/openapi/$document.json" --origin "$SERVED_URL" "${@:3}" || status=1
        header=$(printf "header = \"Authorization: Bearer %s\"" "$SERVED_TOKEN")
        if ! curl -sf -o /dev/null -K - "$SERVED_URL$path" <<<"$header"; then
            echo "contract.sh: the token does not open $path in the end, so that not all was tried" >&2
            status=1
        fi
        exit $status
    ' try "$schemathesis" "$1" "$2" "$3" --config-file "$here/schemathesis.toml" \
        --checks all --phases examples,coverage,fuzzing,stateful --max-examples "${EXAMPLES:-30}" ${SEED:+--seed "$SEED"} "${@:4}"
}

status=0
try leadlex SERVED_LEADLEX "/functions/v1/api-gateway/v1/lists?per_page=1" --exclude-operation-id apiKeys || status=1
try leadlex SERVED_LEADLEX "/functions/v1/api-gateway/v1/lists?per_page=1" --include-operation-id apiKeys || status=1
try lance SERVED_LANCE /api/v1/entities/leadlists || status=1
[ "$status" = 0 ] && echo "The server keeps to its documents" || echo "The server does not keep to its documents" >&2
exit "$status"
