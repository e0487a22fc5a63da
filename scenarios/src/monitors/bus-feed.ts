/**
 * Monitors over what a bus shows, where no virtual session tells them: in the real-time twin, on a bench, over a journal.
 * What a binding does not show (truths, people's requests) they do not judge.
 */
import { parseTopic, type Room } from '@understudy/contract';
import type { OperatorRequest } from '@understudy/core';
import type { Truth } from '@understudy/sim-devices';
import type { Violation } from '@understudy/twin';
import { invariantsFor } from './invariants-for.ts';
import { Watch } from './watch.ts';

export class BusFeed {
  readonly #watch: Watch;
  readonly #tell: (violation: Violation) => void;
  /** Hosting controller of each device. */
  readonly #hosts = new Map<string, string>();
  readonly #senders = new Map<string, string>();
  #nowUs = 0;
  #told = 0;

  /** @param tell hears of each violation as soon as it is seen, once */
  constructor(room: Room, tell: (violation: Violation) => void = () => {}) {
    this.#watch = new Watch(invariantsFor(room));
    this.#tell = tell;
    for (const { controller, devices } of room.controllers) {
      for (const key of Object.keys(devices)) this.#hosts.set(`${controller}_${key}`, controller);
    }
  }

  /** A message of the bus. Instants do not fall: one that is earlier than what was told counts as now. */
  message(atUs: number, topic: string, payload: string, retained: boolean): void {
    this.advance(atUs);
    let sender = this.#senders.get(topic);
    if (sender === undefined) {
      sender = this.#senderOf(topic);
      this.#senders.set(topic, sender);
    }
    // What a broker kept of the engine's words is older than what it says now; a command must not be kept at all.
    if (retained && sender === 'engine' && !topic.endsWith('/cmd')) return;
    this.#watch.message(this.#nowUs, sender, topic, payload, retained);
    this.#report();
  }
  changed(atUs: number, plant: string, truth: Truth): void {
    this.advance(atUs);
    this.#watch.changed(this.#nowUs, plant, truth);
    this.#report();
  }
  operator(atUs: number, by: string, request: OperatorRequest): void {
    this.advance(atUs);
    this.#watch.operator(this.#nowUs, by, request);
    this.#report();
  }
  /** Time has passed: deadlines up to then have come. */
  advance(atUs: number): void {
    for (let dueUs = this.#watch.nextAtUs(); dueUs <= atUs; dueUs = this.#watch.nextAtUs()) this.#watch.due(dueUs);
    this.#nowUs = Math.max(this.#nowUs, atUs);
    this.#report();
  }
  /** Nothing more will come. Returns everything that was found. */
  finish(): readonly Violation[] {
    const found = this.#watch.finish(this.#nowUs);
    this.#report();
    return found;
  }

  #report(): void {
    if (this.#watch.breaches === this.#told) return;
    const all = [...this.#watch.violations()].sort((one, other) => (one.event ?? 0) - (other.event ?? 0));
    for (const violation of all.slice(this.#told)) this.#tell(violation);
    this.#told = all.length;
  }

  /** A bus does not tell who has sent what; the contract tells who may. */
  #senderOf(name: string): string {
    const topic = parseTopic(name);
    if (topic === undefined) return '';
    if ('controller' in topic) return topic.controller;
    const isDevices = topic.kind.startsWith('device/') && topic.kind !== 'device/cmd';
    return 'device' in topic && isDevices ? (this.#hosts.get(topic.device) ?? '') : 'engine';
  }
}
