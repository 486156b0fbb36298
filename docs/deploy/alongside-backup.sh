#!/bin/sh -e
# Makes the backup of today in the folder given, reads it again to its last byte, and deletes those older than thirty days.
# Started by alongside-backup.service in the folder of the program, which hands it the passphrase.
folder=$1
file=$folder/$(date +%F).backup
admin() {
  node --enable-source-maps dist/server/admin.js "$@" --passphrase-file "$CREDENTIALS_DIRECTORY/passphrase"
}
admin backup "$file" --force
admin verify-backup "$file"
find "$folder" -name '*.backup' -mtime +30 -delete
