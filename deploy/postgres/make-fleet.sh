#!/bin/sh
# Runs once, when the postgres container of docker-compose.yml makes its data directory: the fleet's database belongs to an
# ordinary role, and the superuser can be entered from inside the container only.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --no-psqlrc --quiet <<'SQL'
\getenv password FLEET_PASSWORD
create role remnafleet login noinherit password :'password';
create role remnafleet_app nologin noinherit;
create role remnafleet_fleet nologin noinherit;
grant remnafleet_app, remnafleet_fleet to remnafleet;
create database remnafleet owner remnafleet;
revoke all on database remnafleet from public;
\connect remnafleet
alter schema public owner to remnafleet;
alter role current_user password null;
SQL
