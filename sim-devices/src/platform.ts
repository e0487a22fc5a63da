/**
 * The few members of the platform that the packages for the browser and for Node share. Declared here, so that nothing
 * else of a platform (clocks, sockets, files) can be named by accident.
 */

/** A compiled `firmware.wasm` (a `WebAssembly.Module`). */
export type FirmwareModule = object;

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
interface Encoder {
  /** Writes UTF-8 into `target`, whole characters only; `read` is in UTF-16 units, `written` in bytes. */
  encodeInto(text: string, target: Uint8Array): { readonly read: number; readonly written: number };
  encode(text: string): Uint8Array;
}
interface Decoder {
  decode(bytes: Uint8Array): string;
}
interface Platform {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => FirmwareModule;
    readonly Instance: new (
      module: FirmwareModule,
      imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
    ) => WasmInstance;
  };
  readonly TextEncoder: new () => Encoder;
  readonly TextDecoder: new (label: string, options?: { readonly fatal?: boolean }) => Decoder;
}

const platform = globalThis as unknown as Platform;

/** Compiles synchronously. A browser allows it in workers alone. Throws the platform's CompileError. */
export function compileFirmware(bytes: Uint8Array): FirmwareModule {
  return new platform.WebAssembly.Module(bytes);
}

/** Instantiates synchronously. Throws the platform's LinkError when the imports do not fit. */
export function instantiate(
  module: FirmwareModule,
  imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): WasmInstance {
  return new platform.WebAssembly.Instance(module, imports);
}

/** UTF-8 in both directions. Malformed bytes decode to U+FFFD. */
export const utf8Encoder: Encoder = new platform.TextEncoder();
export const utf8Decoder: Decoder = new platform.TextDecoder('utf-8');
/** Throws on malformed bytes. */
export const strictUtf8Decoder: Decoder = new platform.TextDecoder('utf-8', { fatal: true });
