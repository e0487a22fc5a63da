/** Heartbeats that say nothing new: three quarters of a room's messages, and alike but for the time. */

const UPTIME = /"uptime_ms":(\d+)/;

/** A heartbeat like the one before it from the same sender. */
export interface Repeat {
  readonly from: string;
  readonly uptimeMs: number;
}

export class Heartbeats {
  readonly #last = new Map<string, string>();

  /** What a message repeats; undefined for one that is no heartbeat, is the first of its sender, or says something new. */
  repeat(from: string, topic: string, payload: string): Repeat | undefined {
    if (!topic.endsWith('/heartbeat')) return undefined;
    const uptime = UPTIME.exec(payload)?.[1];
    if (uptime === undefined) return undefined;
    const said = payload.replace(UPTIME, topic);
    if (this.#last.get(from) === said) return { from, uptimeMs: Number(uptime) };
    this.#last.set(from, said);
    return undefined;
  }
}
