/** Devices by themselves: they stay as they are, the rest becomes a ghost, and a stand looks at them. */
import { BoxGeometry, Group, Mesh, MeshStandardMaterial, Vector3 } from 'three';
import { expect, it } from 'vitest';
import { modelRoom } from './room-model.ts';
import { SINGLED_OUT, singleOut } from './single-out.ts';

const wood = new MeshStandardMaterial({ color: 0xffffff });

function body(name: string, extras: Readonly<Record<string, unknown>>, x: number): Mesh {
  const mesh = new Mesh(new BoxGeometry(1, 1, 1), wood);
  mesh.name = name;
  mesh.position.set(x, 0, 0);
  Object.assign(mesh.userData, extras);
  return mesh;
}

function room() {
  const root = new Group();
  root.add(body('lift', { role: 'body', deviceId: 'c_lift' }, 10));
  root.add(body('door', { role: 'body', deviceId: 'd_door' }, 0));
  root.add(body('wall', { role: 'body' }, -5));
  root.add(body('bulb', { role: 'lamp', deviceId: 'd_bulb', plant: 'bulb' }, 3));
  const near = new Group();
  near.name = 'camera_near';
  near.position.set(10, 0, 4);
  near.userData.role = 'anchor';
  const far = near.clone();
  far.name = 'camera_far';
  far.position.set(-30, 0, 0);
  root.add(far, near);
  const model = modelRoom(root);
  const shade = (name: string): number =>
    ((root.getObjectByName(name) as Mesh).material as MeshStandardMaterial).opacity;
  return { model, shade };
}

it('leaves the devices as they are, shows through all else, and looks at them from the side of the nearest stand', () => {
  const { model, shade } = room();
  const single = singleOut(model, ['c_lift', 'c_nowhere']);
  expect(shade('lift')).toBe(1);
  expect(shade('door')).toBeLessThan(0.2);
  expect(shade('wall')).toBe(shade('door'));
  expect(single.lamps[0]?.material.opacity).toBeLessThan(0.2);
  expect([wood.opacity, wood.transparent]).toEqual([1, false]);
  const [stand] = single.cameras;
  expect(stand?.name).toBe(SINGLED_OUT);
  expect(stand?.target).toEqual(new Vector3(10, 0, 0));
  expect(stand?.position.x).toBeCloseTo(10, 6);
  expect(stand?.position.z).toBeGreaterThan(1.2);
  expect(single.cameras).toHaveLength(3);
});

it('adds no stand for devices that the scene does not have', () => {
  const { model } = room();
  expect(singleOut(model, ['c_nowhere']).cameras.map(({ name }) => name)).not.toContain(SINGLED_OUT);
});
