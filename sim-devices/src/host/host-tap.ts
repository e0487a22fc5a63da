/** Hears what goes into one controller and what comes out of it, as it happens. Must only record. Instants in µs. */
export interface HostTap {
  /** What the firmware reads of an input from now on, faults and all; of a serial input how many bytes wait. */
  input(pin: number, value: number, atUs: number): void;
  byte(pin: number, byte: number, atUs: number): void;
  /** `reason`: an index of BOOT_REASONS. */
  power(on: boolean, reason: number, atUs: number): void;
  link(up: boolean, atUs: number): void;
  /** Flags: bit 0 retained, bit 1 duplicate. */
  message(topic: string, payload: string | Uint8Array, flags: number, atUs: number): void;
  /** A level that the firmware drives; step generators and strips are not told. */
  output(pin: number, value: number, atUs: number): void;
  publish(topic: string, payload: string, retain: boolean, atUs: number): void;
}
