/** ESP32 stand-ins on lines in memory, with their reset and boot lines as a development board wires them. */
import { FlashError } from '../errors.ts';
import type { SerialLine, SerialPortInfo, SerialPorts } from '../types.ts';
import type { EspStandIn } from './esp-rom.ts';

export interface EspLine {
  readonly info: SerialPortInfo;
  readonly chip: EspStandIn;
  /** Another program holds it. */
  readonly busy?: boolean;
}

export function espPorts(lines: readonly EspLine[]): SerialPorts {
  return {
    list: async () => lines.map(({ info }) => info),
    open: async (path) => {
      const line = lines.find(({ info }) => info.path === path);
      if (line === undefined) throw new FlashError('NO_BOARD', `expected ${path}, seen no such line`);
      if (line.busy === true) throw new FlashError('LINE_BUSY', `expected to open ${path}, seen it in use`);
      return openLine(line.chip);
    },
  };
}

/** Bytes in either direction arrive in a later turn, as from a driver. */
function openLine(chip: EspStandIn): SerialLine {
  let hear: (chunk: Uint8Array) => void = () => {};
  let end: (reason: string) => void = () => {};
  let open = true;
  let inReset = false;
  chip.attach(
    (bytes) => setImmediate(() => open && hear(bytes)),
    () => setImmediate(() => end('device disconnected')),
  );
  return {
    write: async (bytes) => {
      if (!open) throw new Error('line is closed');
      setImmediate(() => chip.receive(bytes));
    },
    onData: (listener) => {
      hear = listener;
    },
    onEnd: (listener) => {
      end = listener;
    },
    setBaud: async () => {},
    setSignals: async ({ dtr, rts }) => {
      // RTS alone holds the chip in reset; let go, it starts.
      if (inReset && !rts) chip.reset();
      inReset = rts && !dtr;
    },
    close: async () => {
      open = false;
    },
  };
}
