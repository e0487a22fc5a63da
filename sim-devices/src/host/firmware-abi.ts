import { type FirmwareModule, instantiate } from '../platform.ts';

/** Size of `fw_in` and `fw_out`. */
export const BUFFER_BYTES = 4096;
/** A delay that means never. */
export const NEVER_MS = 0xffffffff;

/** The exports of `firmware.wasm` (docs/seams.md, section 1). Integers are 32 bits; results may come signed. */
export interface FirmwareExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly fw_in: () => number;
  readonly fw_out: () => number;
  readonly fw_boot: (tableBytes: number, keyBytes: number, bootReason: number, nowMs: number) => number;
  readonly fw_link: (up: number, nowMs: number) => number;
  readonly fw_message: (topicBytes: number, payloadBytes: number, flags: number, nowMs: number) => number;
  readonly fw_run: (nowMs: number, clockOnly: number) => number;
  readonly fw_will: () => number;
  readonly fw_subscriptions: () => number;
}

const FUNCTIONS = [
  'fw_in',
  'fw_out',
  'fw_boot',
  'fw_link',
  'fw_message',
  'fw_run',
  'fw_will',
  'fw_subscriptions',
] as const;

/** Instantiates and checks the exports. Throws, naming what is missing. */
export function instantiateFirmware(module: FirmwareModule, hal: Readonly<Record<string, unknown>>): FirmwareExports {
  const { exports } = instantiate(module, { hal });
  if (typeof exports.memory !== 'object') throw new Error('firmware.wasm: expected an export memory, saw none');
  for (const name of FUNCTIONS) {
    if (typeof exports[name] !== 'function') throw new Error(`firmware.wasm: expected a function ${name}, saw none`);
  }
  // A WASI reactor runs its static constructors here.
  if (typeof exports._initialize === 'function') (exports._initialize as () => void)();
  return exports as unknown as FirmwareExports;
}
