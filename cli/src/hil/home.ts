/** Where a bench machine keeps what outlives a command: history, locks, emulated boards, keys that it trusts. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface BenchHome {
  /** A file a serial. */
  readonly history: string;
  /** One process a board. */
  readonly locks: string;
  /** Emulated boards, a folder each. */
  readonly boards: string;
  /** Public keys, `*.pem`, of whoever signs firmware. */
  readonly keys: string;
}

/** `~/.understudy`, or where UNDERSTUDY_HOME says. */
export function benchHome(folder: string = process.env.UNDERSTUDY_HOME ?? join(homedir(), '.understudy')): BenchHome {
  return {
    history: join(folder, 'hil'),
    locks: join(folder, 'locks'),
    boards: join(folder, 'boards'),
    keys: join(folder, 'trusted-keys'),
  };
}
