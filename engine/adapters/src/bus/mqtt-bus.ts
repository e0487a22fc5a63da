/** The Bus port on MQTT 5, with mqtt.js. */
import type { Bus } from '@understudy/ports';
import { MqttConnection } from './mqtt-connection.ts';

/** A bus on the broker at `url` (`mqtt://host:port`). Nothing connects before `connect`. */
export function createMqttBus(url: string): Bus {
  const { hostname, port } = new URL(url);
  const address = { host: hostname, port: port === '' ? 1883 : Number(port) };
  return {
    connect: (options, listener) => {
      const connection = new MqttConnection(address, options, listener);
      connection.start();
      return connection;
    },
  };
}
