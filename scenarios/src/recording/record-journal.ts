/** The journal of a live game as a recording: its steps are taken again, and what the engine hears, says and shows is kept. */
import type { Room } from '@understudy/contract';
import type { CreateEngine, Effect, Engine, Input } from '@understudy/core';
import { checkHeader, hashRoom, type JournalReading, McapCollector } from '@understudy/journal';
import { RECORDING_FACTS, RECORDING_FILES, RECORDING_SCHEMA } from './record-scenario.ts';
import { Recorder } from './recorder.ts';

/**
 * The MCAP file, up to the journal's damage if it has any. A journal knows what the engine knew: there are no truths of
 * props in it, no acts, and no verdict.
 * @param createEngine the engine to replay with: today's, or that of an older build
 * @throws JournalError JOURNAL_ROOM or JOURNAL_KEY when room or key are not those of the journal
 */
export async function recordJournal(
  createEngine: CreateEngine,
  room: Room,
  key: Uint8Array,
  journal: JournalReading,
): Promise<Uint8Array> {
  checkHeader(journal.header, room, key);
  const { startUnixMs, seed } = journal.header.engine;
  const collector = new McapCollector(startUnixMs);
  const recorder = new Recorder(room, collector, startUnixMs);
  const engine = createEngine(room, { ...journal.header.engine, key, observe: true });
  recorder.beginView(engine.view());
  let endUs = 0;
  for (const record of journal.records) {
    if (record.kind !== 'step') continue;
    const { atUs, inputs } = record;
    endUs = atUs;
    for (const input of inputs) tellInput(recorder, atUs, input);
    for (const effect of engine.step(atUs, inputs)) tellEffect(recorder, atUs, effect);
  }
  const outcome = outcomeOf(engine);
  recorder.end(endUs, 'unknown', outcome);
  collector.metadata(RECORDING_FACTS, {
    schema: RECORDING_SCHEMA,
    room: room.manifest.room,
    title: room.manifest.title,
    roomHash: hashRoom(room),
    seed: String(seed),
    startUnixMs: String(startUnixMs),
    endUs: String(endUs),
    verdict: 'unknown',
    outcome,
    hash: engine.hash(),
    violations: '0',
  });
  collector.attach({ name: RECORDING_FILES.room, mediaType: 'application/json', text: JSON.stringify(room) });
  return collector.bytes();
}

function tellInput(recorder: Recorder, atUs: number, input: Input): void {
  if (input.kind === 'operator') recorder.event({ ...input, atUs });
  else if (input.kind === 'message') {
    recorder.message(atUs, senderOf(input.topic), input.topic, input.payload ?? '', input.retain);
  }
}

function tellEffect(recorder: Recorder, atUs: number, effect: Effect): void {
  if (effect.kind === 'notify') recorder.event({ ...effect, atUs });
  else recorder.message(atUs, 'engine', effect.topic, effect.payload, effect.retain);
}

/** The journal does not say who sent a message; its topic names the controller or device that it is about. */
function senderOf(topic: string): string {
  return topic.split('/').at(-2) ?? '';
}

function outcomeOf(engine: Engine): string {
  const { outcome } = engine.entry('engine') as { readonly outcome?: string };
  return outcome ?? 'unfinished';
}
