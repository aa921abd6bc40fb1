#!/bin/bash
# Makes what docker-compose.secure.yml needs: certificates of an authority of its own, and passwords. Run it once:
#   docker/secrets.sh trainyard.example.org
# The name is the one that browsers use. What exists already stays.
set -euo pipefail

name=${1:?the name under which browsers reach the tracker, such as trainyard.example.org}
folder=${2:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# Containers read the files as users of their own; on this machine the folder keeps others out.
chmod 700 "$folder"
cd "$folder"
umask 022

password() { [[ -s $1 ]] || openssl rand -hex 24 > "$1"; }

certificate() { # NAME SUBJECT-ALTERNATIVE-NAMES
  [[ -s $1.crt ]] && return
  openssl req -new -newkey rsa:3072 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 730 -out "$1.crt" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$2") 2>/dev/null
  rm "$1.csr"
}

if [[ ! -s ca.crt ]]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -keyout ca.key -out ca.crt -subj '/CN=Trainyard' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
  chmod 600 ca.key
fi
certificate postgres DNS:postgres
certificate kafka DNS:kafka
certificate tracker "DNS:$name,DNS:localhost,IP:127.0.0.1"
# Kafka takes key and certificates in one file.
cat kafka.key kafka.crt ca.crt > kafka.pem

password database-password
password kafka-password
login="org.apache.kafka.common.security.plain.PlainLoginModule required username=\"trainyard\" password=\"$(< kafka-password)\""
cat > kafka-client.properties <<TEXT
security.protocol=SASL_SSL
sasl.mechanism=PLAIN
sasl.jaas.config=$login;
ssl.truststore.type=PEM
ssl.truststore.location=/run/secrets/ca.crt
TEXT
cat > kafka-server.properties <<TEXT
listener.name.broker.plain.sasl.jaas.config=$login user_trainyard="$(< kafka-password)";
TEXT
# Filled when the tracker has made a token of the role enrolment.
[[ -e enrolment-token ]] || : > enrolment-token
chmod 644 ./*.key ./*.crt ./*.pem ./*-password ./*.properties enrolment-token
chmod 600 ca.key
echo "$PWD is ready for docker-compose.secure.yml."
