/** The room over MQTT, with real firmware and the real engine: the same game as in virtual time, and what a broken link does. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createEngine } from '@understudy/core';
import { readJournal, replayJournal } from '@understudy/journal';
import { createPlayer } from '@understudy/scenarios';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_ROOM, SMALL_SCRIPT } from '../src/fixtures/small-room.ts';
import { type CommandRecord, type FirmwareSet, runVirtual, ScriptedPlayer } from '../src/index.ts';
import { firmwareBytes, firmwareFor, loadClockwork } from './load-clockwork.ts';
import {
  commandsByDevice,
  firstCommandsByDevice,
  JOURNAL,
  LiveRoom,
  type LiveRoomOptions,
  presenceOf,
} from './realtime-harness.ts';

let wasm: Uint8Array;
let smallFirmware: FirmwareSet;
beforeAll(async () => {
  wasm = await firmwareBytes();
  smallFirmware = await firmwareFor(SMALL_ROOM, wasm);
});

const opened: LiveRoom[] = [];
async function open(options: LiveRoomOptions, speed: number): Promise<LiveRoom> {
  const live = await LiveRoom.start(options, speed);
  opened.push(live);
  return live;
}
afterEach(async () => {
  for (const live of opened.splice(0)) {
    await live.stopWatching();
    await live.stop();
    await live.clean();
  }
});

const small = (player?: ScriptedPlayer): LiveRoomOptions => ({
  room: SMALL_ROOM,
  firmware: smallFirmware,
  seed: 1,
  ...(player === undefined ? {} : { player }),
});

const phase = (live: LiveRoom): unknown => {
  const entry = live.view.get('engine');
  return typeof entry === 'object' && entry !== null && 'phase' in entry ? entry.phase : undefined;
};

describe('a game over MQTT', () => {
  it('gives each device the commands of the virtual run, and its journal replays byte for byte', async () => {
    const virtual = runVirtual(SMALL_ROOM, smallFirmware, { seed: 1, player: new ScriptedPlayer(SMALL_SCRIPT) });
    const live = await open(small(new ScriptedPlayer(SMALL_SCRIPT)), 20);
    await live.startGraph(SMALL_ROOM);
    await live.until('the game ends', () => phase(live) === 'finished', 50_000);
    expect(commandsByDevice(live.commands)).toEqual(commandsByDevice(virtual.commands));
    expect(live.commands.map(({ status }) => status)).toEqual(live.commands.map(() => 'COMPLETED'));

    await live.engine.stop();
    const reading = readJournal(await readFile(join(live.folder, JOURNAL)));
    expect([reading.clean, reading.damage]).toEqual([true, undefined]);
    const replay = replayJournal(createEngine, SMALL_ROOM, smallFirmware.key, reading);
    expect(replay.firstDivergence).toBeUndefined();
    expect(replay.checkpoints).toBeGreaterThan(0);
    expect(replay.hash).toBe(live.engine.engine.hash());
  });

  it('breaks no time-out on a disk that takes seconds of the room for a commit', async () => {
    const live = await open({ ...small(new ScriptedPlayer(SMALL_SCRIPT)), commitMs: 120 }, 50);
    await live.startGraph(SMALL_ROOM);
    await live.until('the game ends', () => phase(live) === 'finished', 50_000);
    expect(live.commands.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(live.clock.slippedUs).toBeGreaterThan(0);
  });

  // A third of the game: the machine that runs the tests would need minutes for the rest, which virtual time plays whole.
  it('plays Clockwork to the study door as the virtual run does', { timeout: 300_000 }, async () => {
    const room = await loadClockwork();
    const firmware = await firmwareFor(room, wasm);
    const virtual = runVirtual(room, firmware, { seed: 7, player: createPlayer(room, 'solver', 7) });
    expect(virtual.outcome).toBe('won');
    const live = await open({ room, firmware, seed: 7, player: createPlayer(room, 'solver', 7) }, 100);
    await live.startGraph(room);
    const opens = (commands: readonly CommandRecord[]): number =>
      commands.findIndex(({ device, parameters }) => device.endsWith('_study_door') && parameters.op === 'unlock');
    const opened = (): boolean => live.commands[opens(live.commands)]?.status === 'COMPLETED';
    await live.until('the study door opens', opened, 280_000);
    const chapter = (commands: readonly CommandRecord[]) => commands.slice(0, opens(commands) + 1);
    const [played, expected] = [chapter(live.commands), chapter(virtual.commands)];
    expect(expected.length).toBeGreaterThan(100);
    const ended = (commands: readonly CommandRecord[]) => commands.filter(({ status }) => status !== 'COMPLETED');
    expect(ended(played)).toEqual(ended(expected));
    // A player who comes late on a machine under load plays a round of the beat again.
    expect(firstCommandsByDevice(played)).toEqual(firstCommandsByDevice(expected));
    expect(live.engine.losses).toEqual({ inputs: 0, messages: 0 });
  });
});

describe('links', () => {
  const controller = SMALL_ROOM.controllers[0]?.controller ?? '';
  const presences = (live: LiveRoom): unknown[] =>
    [...live.view].filter(([key]) => key.startsWith('device/')).map(([, entry]) => presenceOf(entry));

  it('a pulled cable makes the devices OFFLINE through the last will, and plugging it in brings them back', async () => {
    const live = await open(small(), 1);
    await live.until('online', () => presences(live).length > 0 && presences(live).every((it) => it === 'ONLINE'));
    const cutAtUs = live.clock.nowUs();
    await live.twin.cable(controller, false);
    await live.until('offline', () => presences(live).every((it) => it === 'OFFLINE'));
    // The will, not the three seconds of silence.
    expect(live.clock.nowUs() - cutAtUs).toBeLessThan(2_000_000);
    await live.twin.cable(controller, true);
    await live.until('online again', () => presences(live).every((it) => it === 'ONLINE'));
  });

  it('power off and on: OFFLINE, then a boot more and ONLINE', async () => {
    const live = await open(small(), 5);
    const entry = (): unknown => live.view.get(`controller/${controller}`);
    await live.until('online', () => presenceOf(entry()) === 'ONLINE');
    const before = entry();
    await live.twin.power(controller, false);
    await live.until('offline', () => presenceOf(entry()) === 'OFFLINE');
    await live.twin.power(controller, true, 3);
    await live.until('online again', () => presenceOf(entry()) === 'ONLINE');
    const boots = (of: unknown): number =>
      typeof of === 'object' && of !== null && 'bootCount' in of ? Number(of.bootCount) : Number.NaN;
    expect(boots(entry())).toBe(boots(before) + 1);
  });

  it('pause holds engine and world; stop leaves the journal closed and clean', async () => {
    const live = await open(small(), 10);
    live.clock.setPaused(true);
    const at = [live.engine.nowUs, live.twin.nowUs];
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([live.engine.nowUs, live.twin.nowUs]).toEqual(at);
    live.clock.setPaused(false);
    await live.engine.stop();
    await live.twin.stop();
    expect(readJournal(await readFile(join(live.folder, JOURNAL))).clean).toBe(true);
    await expect(stat(join(live.folder, `${JOURNAL}.lock`))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
