/** A broker that this process runs. In production it is a service of its own (Mosquitto 2), and this port is not used. */
export interface Broker {
  /** `mqtt://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}
