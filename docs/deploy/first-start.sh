#!/bin/sh -e
# The database's first start in a container: database.sql with the passwords of the environment.
sed -e "s/choose-one/$OWNER_PASSWORD/" -e "s/choose-another/$PASSWORD/" /setup/database.sql |
  psql -v ON_ERROR_STOP=1 --username postgres
