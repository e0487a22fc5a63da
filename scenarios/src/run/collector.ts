import type { EngineProbe } from '@understudy/core';
import type { Monitor, VirtualEvent } from '@understudy/twin';
import type { FaultEvent } from './fault-cast.ts';

/** Watches one run and says in the end what it has reached, as `category:name`. See coverage/. */
export interface Collector {
  readonly monitor: Monitor;
  /** Looks into the engine. */
  readonly probe?: EngineProbe;
  onFault?(event: FaultEvent): void;
  onEvent?(event: VirtualEvent): void;
  reached(): readonly string[];
}
