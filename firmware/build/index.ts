export type { BuildOptions, FirmwareBuild } from './build.ts';
export { buildFirmware, FirmwareBuildError } from './build.ts';
export type { HalImports } from './instance.ts';
export { FirmwareInstance } from './instance.ts';
export type { FuzzTarget, NativeBuildOptions, SourcePatch } from './native.ts';
export { buildFuzzTarget, buildNativeHost, FUZZ_TARGETS } from './native.ts';
export type { Sources, SourceTree } from './sources.ts';
export { FIRMWARE_ROOT, gatherSources } from './sources.ts';
