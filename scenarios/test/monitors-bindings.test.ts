/** The same monitors away from the virtual session: on a bench with the firmware built for this machine, and over a journal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileTable, decodeUtf8, type Room } from '@understudy/contract';
import { createEngine, type Engine } from '@understudy/core';
import { buildNativeHost, type SourcePatch } from '@understudy/firmware';
import { type Violation, VirtualSession } from '@understudy/twin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAMP } from '../../hil/src/conformance/definitions.ts';
import { KEY, payloadOf, ROOM } from '../../hil/src/conformance/order.ts';
import { openNativeDut } from '../../hil/src/index.ts';
import { DEFECTS, patchesOf } from '../../hil/test/defects.ts';
import { firmwareBytes, loadClockwork } from '../../twin/test/load-clockwork.ts';
import { SMALL_ROOM } from '../src/fixtures/small-room.ts';
import { BusFeed, createPlayer, firmwareSet, JournalFeed, type JournalStep } from '../src/index.ts';

const MS_US = 1000;
const BENCH: Room = { ...SMALL_ROOM, manifest: { ...SMALL_ROOM.manifest, room: ROOM }, controllers: [LAMP] };

describe('on a bench', () => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'understudy-monitors-'));
  afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

  /** Switches the lamp on, and gives the board the same command once more when it is done. Numbers of what broke. */
  async function broken(patches: readonly SourcePatch[]): Promise<readonly number[]> {
    const dut = openNativeDut(await buildNativeHost({ cacheDir, sanitizers: false, patches }));
    const feed = new BusFeed(BENCH);
    let nowMs = 1000;
    let completed = false;
    const take = async (outcome: ReturnType<typeof dut.run>): Promise<void> => {
      for (const effect of (await outcome).effects) {
        if (effect.kind !== 'publish') continue;
        completed ||= effect.payload.includes('COMPLETED');
        feed.message(nowMs * MS_US, effect.topic, effect.payload, false);
      }
    };
    dut.pin(LAMP.estopPin, 1);
    await take(dut.boot(compileTable(BENCH.manifest, LAMP), KEY, 0, nowMs));
    await take(dut.link(true, nowMs));
    const topic = `room/${ROOM}/device/c_lamp/cmd`;
    const payload = payloadOf({ device: 'c_lamp', sequence: 1, id: 1, op: 'on' });
    for (let sends = 0; sends < 2; sends += 1) {
      feed.message(nowMs * MS_US, topic, decodeUtf8(payload) ?? '', false);
      await take(dut.message(topic, payload, 0, nowMs));
      for (let step = 0; step < 10; step += 1) {
        nowMs += 100;
        await take(dut.run(nowMs));
      }
    }
    await dut.close();
    expect(completed).toBe(true);
    return feed.finish().map(({ number }) => number);
  }

  it('a sound board breaks nothing', async () => {
    expect(await broken([])).toEqual([]);
  });
  it('a board that does a known command again is seen', async () => {
    const names = ['a known command is done again', 'the last sequence is taken again'];
    const defects = DEFECTS.filter(({ name }) => names.includes(name));
    expect(defects).toHaveLength(names.length);
    expect(await broken(defects.flatMap((defect) => patchesOf(defect, 'true')))).toEqual([15]);
  });
});

describe('over a journal', () => {
  let room: Room;
  let steps: JournalStep[];
  let fresh: () => Engine;

  beforeAll(async () => {
    room = await loadClockwork();
    const firmware = firmwareSet(room, new WebAssembly.Module(new Uint8Array(await firmwareBytes())), 3);
    steps = [];
    const session = new VirtualSession(room, firmware, {
      seed: 3,
      player: createPlayer(room, 'solver', 3),
      journal: (atUs, inputs) => steps.push({ atUs, inputs: [...inputs] }),
    });
    session.advanceTo(60_000_000);
    const options = { epoch: 1, key: firmware.key, seed: 3, startUnixMs: 1_767_225_600_000 };
    fresh = () => createEngine(room, options);
  });

  function watched(engine: Engine): readonly Violation[] {
    const feed = new JournalFeed(room);
    for (const step of steps) feed.step(step, engine.step(step.atUs, step.inputs));
    return feed.finish();
  }

  it('a sound game breaks nothing', () => {
    expect(watched(fresh())).toEqual([]);
  });

  it('an engine that gives a sequence twice is seen', () => {
    const engine = fresh();
    const step = engine.step.bind(engine);
    engine.step = (atUs, inputs) =>
      step(atUs, inputs).map((effect) =>
        effect.kind === 'publish'
          ? { ...effect, payload: effect.payload.replace(/"sequence":\d+/, '"sequence":1') }
          : effect,
      );
    const found = watched(engine);
    expect(found.map(({ number }) => number)).toContain(17);
    expect(found[0]?.event).toBeGreaterThan(0);
  });
});
