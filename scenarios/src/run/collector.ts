import type { Monitor } from '@understudy/twin';

/** Watches one run and says in the end what it has reached, as `category:name`. See coverage/. */
export interface Collector {
  readonly monitor: Monitor;
  reached(): readonly string[];
}
