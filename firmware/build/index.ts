export type { BuildOptions, FirmwareBuild } from './build.ts';
export { buildFirmware, FirmwareBuildError } from './build.ts';
export type { Sources, SourceTree } from './sources.ts';
export { FIRMWARE_ROOT, gatherSources } from './sources.ts';
