/** The hardware map: which boards hang on which lines of this machine, and on which bench. Keys are those of Twister's. */
import type { Platform } from '../station/types.ts';

/** One board. Kebab-case keys as in the file. */
export interface MapEntry {
  /** USB serial of the board; of an emulated one, any name. Unique in the map. */
  readonly id: string;
  readonly connected: boolean;
  readonly platform: Platform;
  readonly product?: string;
  /** How it is flashed: `halfkay`, `esptool`, `emulator`, `none`. */
  readonly runner: 'halfkay' | 'esptool' | 'emulator' | 'none';
  /** Line of its link: `/dev/serial/by-id/...`, `COM5`, `tcp://host:port`, `emulator`; null while not connected. */
  readonly serial: string | null;
  readonly baud: number;
  readonly fixtures: readonly string[];
  readonly notes?: string;
  readonly probe_id?: string;
  /** What an ESP32 says of itself, which its USB bridge does not know: its factory MAC, in hexadecimal; separators are free. */
  readonly mac?: string;
  /** Seconds. */
  readonly 'flash-timeout'?: number;
  readonly role: 'dut' | 'bench';
  /** Name of the bench that it belongs to. */
  readonly bench: string;
  /** `<hub location>:<port>`, for power through a switching hub. */
  readonly hub_port?: string;
  /** Which controller of which room the DUT is, as `<room>/<controller>`. */
  readonly controller?: string;
  /** DUT pins to bench channels. Absent: pin n is channel n. */
  readonly pin_mappings?: Readonly<Record<string, PinMapping>>;
}

export interface PinMapping {
  /** Channel of the bench controller, 0 to 63. */
  readonly io_pin_spec: number;
  readonly target_pin_function: string;
  readonly mode: 'drive' | 'sense';
  readonly active: 'high' | 'low';
}
