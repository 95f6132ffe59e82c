#!/bin/sh
# Runs once, when the database is made: the role under which pages, API and jobs reach it. It owns nothing.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v password="$(cat /run/secrets/application_password)" <<'SQL'
create role tip_application login password :'password';
grant connect on database tip to tip_application;
revoke create on schema public from public;
SQL
