/** Turns what happens in a run into the messages of a recording. It only looks: a recorded run is the same run. */
import type { Room } from '@understudy/contract';
import type { McapCollector } from '@understudy/journal';
import type { Truth } from '@understudy/sim-devices';
import type { Monitor, Violation, VirtualEvent, VirtualSession } from '@understudy/twin';
import type { FaultEvent } from '../run/fault-cast.ts';
import { addFixedChannels, type ChannelNumbers, LOG_LEVEL, plantChannel } from './channels.ts';
import { Heartbeats } from './heartbeats.ts';
import { Progress } from './progress.ts';
import { TruthTrack } from './truth-track.ts';
import { ViewTrack } from './view-track.ts';

const NEVER_US = Number.POSITIVE_INFINITY;
const SECOND_US = 1_000_000;
const NS_PER_US = 1000;

export class Recorder implements Monitor {
  readonly #collector: McapCollector;
  readonly #startUnixMs: number;
  readonly #channels: ChannelNumbers;
  readonly #view: ViewTrack;
  readonly #progress: Progress;
  readonly #heartbeats = new Heartbeats();
  readonly #plants = new Map<string, number>();
  readonly #active = new Set<string>();
  /** Which faults were active from when on, to tell of each violation what surrounded it. */
  readonly #faultHistory: { readonly atUs: number; readonly active: readonly string[] }[] = [];
  #truths: TruthTrack | undefined;
  #session: VirtualSession | undefined;
  #engine: VirtualSession['engine'] | undefined;

  /** @param startUnixMs Unix time of virtual time 0, in ms: that of the collector */
  constructor(room: Room, collector: McapCollector, startUnixMs: number) {
    this.#collector = collector;
    this.#startUnixMs = startUnixMs;
    this.#channels = addFixedChannels(collector);
    this.#view = new ViewTrack(collector, this.#channels.view, this.#channels.viewSnapshot);
    this.#progress = new Progress(room);
  }

  /** The session before its first instant: the view and the truths as they are then. */
  begin(session: VirtualSession): void {
    this.#session = session;
    this.#engine = session.engine;
    this.beginView(session.engine.view());
    this.#truths = new TruthTrack(session.world, (atUs, plant, truth) => this.#truth(atUs, plant, truth));
    this.#truths.look(0);
  }

  /** An engine alone, before its first step. */
  beginView(view: ReadonlyMap<string, unknown>): void {
    for (const [key, value] of view) this.#view.set(0, key, value);
  }

  event(event: VirtualEvent): void {
    if (event.kind === 'notify') this.#entry(event.atUs, event.key, event.value);
    else if (event.kind === 'act') this.#act(event);
    else {
      const { atUs, by, request } = event;
      const text = JSON.stringify(request);
      this.#add('operators', atUs, { by, action: request.action, request: text });
      this.#log(atUs, LOG_LEVEL.info, 'operator', `${by}: ${text}`);
    }
  }

  fault({ atUs, phase, fault, target }: FaultEvent): void {
    const name = target === '' ? fault : `${fault} ${target}`;
    if (phase === 'injected') this.#active.add(name);
    else this.#active.delete(name);
    this.#faultHistory.push({ atUs, active: [...this.#active] });
    this.#add('faults', atUs, { phase, fault, target });
    this.#log(atUs, phase === 'injected' ? LOG_LEVEL.warning : LOG_LEVEL.info, 'fault', `${name} ${phase}`);
  }

  violation({ atUs, number, invariant, detail }: Violation): void {
    const faults = this.#faultHistory.findLast((state) => state.atUs <= atUs)?.active ?? [];
    this.#add('violations', atUs, { number, invariant, detail, faults });
    this.#log(atUs, LOG_LEVEL.error, 'invariant', `${invariant}: ${detail}`);
  }

  message(atUs: number, from: string, topic: string, payload: string, retain: boolean): void {
    const repeat = this.#heartbeats.repeat(from, topic, payload);
    if (repeat === undefined) this.#add('bus', atUs, { from, topic, payload, retain });
    else this.#add('heartbeats', atUs, repeat);
  }
  changed(atUs: number, plant: string, truth: Truth): void {
    this.#truths?.changed(atUs, plant, truth);
  }
  nextAtUs(): number {
    return this.#truths?.nextAtUs ?? NEVER_US;
  }
  due(atUs: number): void {
    this.#truths?.look(atUs);
  }
  finish(atUs: number): readonly Violation[] {
    this.#truths?.look(atUs);
    this.#view.flush();
    return [];
  }

  /** The run is over. */
  end(atUs: number, verdict: string, outcome: string): void {
    this.finish(atUs);
    this.#add('end', atUs, { verdict, outcome });
  }

  /** Another engine process begins with another view; what the dead one showed stays until it speaks. */
  #renew({ engine }: VirtualSession, atUs: number): void {
    this.#engine = engine;
    const view = engine.view();
    for (const key of this.#view.keys())
      if (!view.has(key) && !key.startsWith('plant/')) this.#view.set(atUs, key, null);
    for (const [key, value] of view) this.#view.set(atUs, key, value);
  }

  #entry(atUs: number, key: string, value: unknown): void {
    const session = this.#session;
    if (session !== undefined && session.engine !== this.#engine) this.#renew(session, atUs);
    this.#view.set(atUs, key, value);
    const step = this.#progress.step(key, value);
    if (step === undefined) return;
    this.#add('timeline', atUs, step);
    this.#log(atUs, LOG_LEVEL.info, step.kind, `${step.title}: ${step.state}`);
  }

  #truth(atUs: number, plant: string, truth: Truth): void {
    let channel = this.#plants.get(plant);
    if (channel === undefined) {
      channel = this.#collector.channel(plantChannel(plant, truth));
      this.#plants.set(plant, channel);
    }
    this.#collector.add(channel, atUs, truth);
    this.#view.set(atUs, `plant/${plant}`, truth);
  }

  #act({ atUs, plant, action, value, result }: Extract<VirtualEvent, { kind: 'act' }>): void {
    const { ok } = result;
    const reason = result.ok ? '' : result.reason;
    this.#add('acts', atUs, { plant, action, ...(value !== undefined && { value }), ok, reason });
    const words = value === undefined ? `${plant} ${action}` : `${plant} ${action} ${value}`;
    this.#log(atUs, LOG_LEVEL.info, 'act', ok ? words : `${words}: ${reason}`);
  }

  #add(channel: keyof ChannelNumbers, atUs: number, message: object): void {
    this.#collector.add(this.#channels[channel], atUs, message);
  }

  #log(atUs: number, level: number, name: string, message: string): void {
    const unixUs = this.#startUnixMs * 1000 + atUs;
    const timestamp = { sec: Math.floor(unixUs / SECOND_US), nsec: (unixUs % SECOND_US) * NS_PER_US };
    this.#add('log', atUs, { timestamp, level, message, name, file: '', line: 0 });
  }
}
