import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { formatProblem, loadRoom } from '@understudy/adapters';
import { CIRCUIT_MODELS, findModel, type PlantModel } from '@understudy/sim-devices';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildScene } from './build-scene.ts';
import type { Extras } from './frame.ts';

interface GltfNode {
  readonly name: string;
  readonly mesh?: number;
  readonly extras?: Extras;
}

let bytes: Uint8Array;
let nodes: readonly GltfNode[];
/** Device ids, and the model of every plant, of the room's files. */
const devices = new Set<string>();
const plants = new Map<string, PlantModel>();

/** The nodes of a glTF binary: its first chunk is JSON. */
function readNodes(glb: Uint8Array): readonly GltfNode[] {
  const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
  const json = new TextDecoder().decode(glb.subarray(20, 20 + view.getUint32(12, true)));
  return (JSON.parse(json) as { nodes: GltfNode[] }).nodes;
}

const withExtras = (): readonly (GltfNode & { readonly extras: Extras })[] =>
  nodes.filter((node): node is GltfNode & { readonly extras: Extras } => node.extras !== undefined);

beforeAll(async () => {
  bytes = await buildScene();
  nodes = readNodes(bytes);
  const loaded = await loadRoom(fileURLToPath(new URL('../..', import.meta.url)));
  if (!loaded.ok) throw new Error(loaded.problems.map((problem) => formatProblem(problem)).join('\n'));
  for (const controller of loaded.room.controllers) {
    for (const key of Object.keys(controller.devices)) devices.add(`${controller.controller}_${key}`);
  }
  for (const file of loaded.room.physics) {
    for (const [id, plant] of Object.entries(file.plants)) {
      const model = findModel(plant.model);
      if (model !== undefined) plants.set(id, model);
    }
  }
  const { estop, egress } = loaded.room.manifest.circuits;
  for (const button of Object.keys(estop.buttons)) plants.set(`estop_${button}`, CIRCUIT_MODELS.estop_button);
  for (const button of Object.keys(egress.buttons)) plants.set(`egress_${button}`, CIRCUIT_MODELS.egress_button);
}, 60_000);

describe('the scene', () => {
  it('is the same in every build', async () => {
    const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
    expect(digest(await buildScene())).toBe(digest(bytes));
  }, 60_000);

  it('keeps to its budget of bytes and draw calls', () => {
    expect(bytes.length).toBeLessThan(12_500_000);
    const drawn = withExtras().filter((node) => node.mesh !== undefined && node.extras.role !== 'collider');
    expect(drawn.length).toBeLessThan(1100);
  });

  it('has the cameras of its zones', () => {
    const cameras = withExtras().filter((node) => node.name.startsWith('camera_'));
    expect(cameras.map((node) => node.name).sort()).toEqual([
      'camera_boiler',
      'camera_cages',
      'camera_clock',
      'camera_floor',
      'camera_fuses',
      'camera_gauges',
      'camera_lab',
      'camera_overview',
      'camera_study',
    ]);
    for (const camera of cameras) expect(camera.extras.target).toHaveLength(3);
  });
});

describe('its bindings', () => {
  it('are checked against the whole first chapter', () => {
    expect(devices.size).toBeGreaterThan(50);
    expect(plants.size).toBeGreaterThan(60);
  });

  it('say what every mesh is', () => {
    expect(
      nodes.filter((node) => node.mesh !== undefined && node.extras === undefined).map((node) => node.name),
    ).toEqual([]);
    expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length);
  });

  it('give every device a body', () => {
    const shown = new Set(
      withExtras()
        .filter((node) => node.mesh !== undefined && node.extras.role !== 'collider')
        .map((node) => node.extras.deviceId),
    );
    expect([...devices].filter((id) => !shown.has(id))).toEqual([]);
  });

  it('let a click work every plant that players can work', () => {
    const clicked = new Map(
      withExtras().flatMap((node) =>
        node.extras.action === undefined ? [] : [[node.extras.plant, node.extras] as const],
      ),
    );
    const workable = [...plants].filter(([, model]) => Object.keys(model.actions).length > 0);
    expect(workable.map(([id]) => id).filter((id) => !clicked.has(id))).toEqual([]);
    for (const [id, model] of workable) {
      const action = clicked.get(id)?.action;
      const known = model.actions[action?.name ?? ''];
      expect(known, `${id}: ${action?.name}`).toBeDefined();
      if (action?.value === undefined) continue;
      expect(action.value, id).toBeGreaterThanOrEqual(known?.value?.min ?? Number.POSITIVE_INFINITY);
      expect(action.value, id).toBeLessThanOrEqual(known?.value?.max ?? Number.NEGATIVE_INFINITY);
    }
  });

  it('name no device and no plant that the room does not have', () => {
    const used = withExtras();
    expect(used.map((node) => node.extras.deviceId).filter((id) => id !== '' && !devices.has(id))).toEqual([]);
    expect(used.flatMap((node) => node.extras.plant ?? []).filter((id) => !plants.has(id))).toEqual([]);
  });

  it('follow truths that the plants have', () => {
    for (const { name, extras } of withExtras()) {
      if (extras.role !== 'mover') continue;
      const model = plants.get(extras.plant ?? '');
      expect(Object.keys(model?.truth ?? {}), name).toContain(extras.follows);
      expect(extras.range?.every(Number.isFinite), name).toBe(true);
      expect(['x', 'y', 'z'], name).toContain(extras.axis);
    }
  });

  it('show every plant that moves, shines or is worked', () => {
    const seen = new Set(withExtras().map((node) => node.extras.plant));
    const invisible = new Set(['holding']);
    const missing = [...plants].filter(
      ([id, model]) => !seen.has(id) && !Object.keys(model.truth).some((key) => invisible.has(key)),
    );
    expect(missing.map(([id]) => id)).toEqual([]);
  });
});
