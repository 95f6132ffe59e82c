#!/bin/sh
# Makes the secrets of compose.yaml, each once; what is there is left alone.
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p secrets
make() { [ -s "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"; }
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
make owner_password "$(random)"
make application_password "$(random)"
make metrics_token "$(random)"
make database_url "postgres://tip_application:$(cat secrets/application_password)@database:5432/tip"
make database_admin_url "postgres://tip_owner:$(cat secrets/owner_password)@database:5432/tip"
# The user of the containers reads them; the folder itself is closed to everybody else on this machine.
chmod 700 secrets
chmod 644 secrets/*
