export type { Bus, BusConnection, BusConnectOptions, BusListener, BusWill } from './bus.ts';
export type { Clock } from './clock.ts';
export type { Log, LogFields } from './log.ts';
export type { Rng } from './rng.ts';
export type { AppendFile, Store } from './store.ts';
