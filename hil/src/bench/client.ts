/** A bench controller over the link: programmes up, recordings down. */
import { type BoardStatistics, decodeStatistics } from '../link/codec.ts';
import { Conversation, type LinkCounters } from '../link/conversation.ts';
import { LinkError } from '../link/errors.ts';
import type { Hello } from '../link/hello.ts';
import type { LinkMessage } from '../link/message.ts';
import { ANSWER, CAPTURE, CHANNEL, ORDER, PROBLEM, STIMULUS } from '../link/messages.ts';
import { PayloadReader } from '../link/payload.ts';
import { packProgramme, packStep, readStarted } from '../link/records.ts';
import type { SessionSettings } from '../link/session.ts';
import type { Stream } from '../link/stream.ts';
import { BenchError, type BenchErrorCode } from './errors.ts';
import { RecordingParts } from './recording-parts.ts';
import { packSteps, programmeRecords, recordsOf } from './steps.ts';
import type { BenchController, Programme, Recording, Stimulus } from './types.ts';

/** Records in a message: below the 4,096 bytes that a board takes in pieces. */
const STEPS_A_MESSAGE = 200;

const CODES: Readonly<Record<number, BenchErrorCode>> = {
  [PROBLEM.INVALID]: 'PROGRAMME_INVALID',
  [PROBLEM.TOO_LONG]: 'PROGRAMME_TOO_LONG',
  [PROBLEM.UNSORTED]: 'PROGRAMME_INVALID',
  [PROBLEM.INCOMPLETE]: 'PROGRAMME_INVALID',
  [PROBLEM.RUNNING]: 'BENCH_BUSY',
  [PROBLEM.NOT_ARMED]: 'NOT_ARMED',
  [PROBLEM.NOT_ENDED]: 'NOT_ENDED',
};
const PROBLEM_NAMES = Object.entries(PROBLEM);

export class BenchClient implements BenchController {
  readonly #conversation: Conversation;
  #parts = new RecordingParts();
  #endedUs: number | undefined;
  #recordsPerStep: readonly number[] = [];

  /** Opens a session. @param nonce any but 0 and that of the session before */
  constructor(stream: Stream, nonce: number, settings?: SessionSettings) {
    this.#conversation = new Conversation(stream, nonce, (message) => this.#take(message), settings);
  }

  get hello(): Promise<Hello> {
    return this.#conversation.hello;
  }
  get counters(): LinkCounters {
    return this.#conversation.counters;
  }
  /** Whether anything was said that the board has not acknowledged. */
  get underWay(): boolean {
    return this.#conversation.underWay;
  }
  /** Why the session is over; undefined while it is not. */
  get failure(): LinkError | undefined {
    return this.#conversation.failure;
  }
  /** Bench time of the end of the programme that was started last; undefined while it runs. */
  get endedUs(): number | undefined {
    return this.#endedUs;
  }

  async levels(): Promise<readonly number[]> {
    const reader = await this.#ask(ANSWER.LEVELS, ORDER.LEVELS);
    const levels: number[] = [];
    while (reader.left > 0) levels.push(reader.signed());
    return levels;
  }

  /** One after the other. @throws BenchError PROGRAMME_INVALID; those before the invalid one have acted */
  async act(...stimuli: readonly Stimulus[]): Promise<void> {
    const records = stimuli.flatMap((stimulus) => recordsOf(stimulus, 0));
    const problems = await Promise.all(
      records.map(async (record) => (await this.#ask(ANSWER.ACTED, ORDER.ACT, packStep(record))).byte()),
    );
    for (const problem of problems) refuse(problem, 'an act');
  }

  async load(programme: Programme): Promise<void> {
    const perStep = programmeRecords(programme);
    const records = perStep.flat();
    this.#recordsPerStep = perStep.map(({ length }) => length);
    const { lengthUs } = programme;
    this.#conversation.order(ORDER.PROGRAMME, packProgramme({ steps: records.length, lengthUs }));
    for (let at = 0; at < records.length; at += STEPS_A_MESSAGE) {
      const some = records.slice(at, at + STEPS_A_MESSAGE);
      this.#conversation.send(CHANNEL.STIMULUS, STIMULUS.STEPS, packSteps(some));
    }
    refuse((await this.#ask(ANSWER.ARMED, ORDER.ARM)).byte(), `a programme of ${records.length} steps`);
  }

  async start(): Promise<number> {
    this.#endedUs = undefined;
    const { problem, startUs } = readStarted(await this.#ask(ANSWER.STARTED, ORDER.START));
    refuse(problem, 'a start');
    return startUs;
  }

  async recording(): Promise<Recording> {
    const parts = new RecordingParts();
    this.#parts = parts;
    const header = await this.#ask(ANSWER.RECORDING, ORDER.RECORDING);
    const recording = parts.recording(header, refuse);
    return { ...recording, lateUs: lateOfSteps(recording.lateUs, this.#recordsPerStep) };
  }

  async timeUs(): Promise<number> {
    return (await this.#ask(ANSWER.TIME, ORDER.TIME)).long();
  }
  /** What the bench's side of the link has counted since it started. */
  async statistics(): Promise<BoardStatistics> {
    const order = (): void => this.#conversation.order(ORDER.STATISTICS);
    return decodeStatistics((await this.#conversation.ask(ANSWER.STATISTICS, order)).payload);
  }
  close(): void {
    this.#conversation.close();
  }

  async #ask(answer: number, order: number, payload?: Uint8Array): Promise<PayloadReader> {
    const message = await this.#conversation.ask(answer, () => this.#conversation.order(order, payload));
    return new PayloadReader(message.payload, `answer ${answer} of the bench`);
  }

  #take({ channel, type, payload }: LinkMessage): void {
    const reader = new PayloadReader(payload, 'capture of the bench');
    if (channel === CHANNEL.CAPTURE && type === CAPTURE.ENDED) {
      this.#endedUs = reader.long();
    } else if (channel !== CHANNEL.CAPTURE || !this.#parts.take(type, reader)) {
      throw new LinkError('LINK_PROTOCOL', `expected a capture of a bench, seen type ${type} on channel ${channel}`);
    }
  }
}

/** A step of many bytes is several records: it is as late as its last. A step of no bytes was never late. */
function lateOfSteps(lateUs: readonly number[], recordsPerStep: readonly number[]): readonly number[] {
  let at = 0;
  return recordsPerStep.map((records) => {
    at += records;
    return records === 0 ? 0 : (lateUs[at - 1] ?? 0);
  });
}

/** @throws BenchError for any problem but none */
function refuse(problem: number, what: string): void {
  if (problem === PROBLEM.NONE) return;
  const name = PROBLEM_NAMES.find(([, code]) => code === problem)?.[0] ?? `problem ${problem}`;
  const code = CODES[problem] ?? 'PROGRAMME_INVALID';
  throw new BenchError(code, `expected the bench to take ${what}, seen ${name}`);
}
