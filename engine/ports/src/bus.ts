/** The message bus (MQTT in production) as the shell sees it: connections with a last will. */

/** A message that the broker publishes when the connection ends without a goodbye. */
export interface BusWill {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/** Told of what happens on one connection. Calls never overlap and never come before `connect` has returned. */
export interface BusListener {
  /** Connected, and every subscription is granted. Comes again after each reconnection. */
  up(): void;
  /** The connection is lost; it is tried again until `close`. `reason` is for the log. */
  down(reason: string): void;
  /** A message has arrived. `payload` is the listener's to keep. */
  message(topic: string, payload: Uint8Array, retained: boolean, duplicate: boolean): void;
}

export interface BusConnectOptions {
  /** MQTT client identifier, at most 63 bytes; a second connection with the same one ends the first. */
  readonly clientId: string;
  /** MQTT filters, subscribed at QoS 1 on every connect. */
  readonly subscriptions: readonly string[];
  readonly will?: BusWill;
}

/** One connection. Holds no session: what was published while it was down is gone, and `publish` says so. */
export interface BusConnection {
  /** Hands a message to the network, in order. False (and nothing is sent, now or later) while the bus is down. */
  publish(topic: string, payload: string | Uint8Array, qos: 0 | 1, retain: boolean): boolean;
  /** Says goodbye (the will is not published) and ends. Nothing is open and no call comes once it resolves. */
  close(): Promise<void>;
  /** Ends without a goodbye, as a power cut does: the broker publishes the will. */
  cut(): Promise<void>;
}

export interface Bus {
  /** Starts connecting; the listener hears of the outcome. */
  connect(options: BusConnectOptions, listener: BusListener): BusConnection;
}
