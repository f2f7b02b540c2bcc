#!/bin/sh
# Makes the backend's account on the first start, then runs the broker.
set -eu
passwords=/mosquitto/data/passwords
if [ ! -s "$passwords" ]; then
  : "${MQTT_USERNAME:?is not set}" "${MQTT_PASSWORD:?is not set: write it into .env}"
  touch "$passwords"
  chmod 0600 "$passwords"
  mosquitto_passwd -b "$passwords" "$MQTT_USERNAME" "$MQTT_PASSWORD"
fi
chown mosquitto:mosquitto "$passwords"
exec mosquitto -c /mosquitto/config/mosquitto.conf
