/** The pointer in the room: hover, click, drag and wheel, turned into actions on props. Plain DOM events, no React. */
import { type Camera, type Mesh, Vector2 } from 'three';
import { act } from '../app/actions.ts';
import { canAct } from '../app/can-act.ts';
import { selectDevice } from '../app/ui-store.ts';
import { directoryOf, type PropEntry } from '../live/room-directory.ts';
import { liveStore } from '../live/store.ts';
import type { Truth } from '../live/view.ts';
import { type Control, clickStep, controlOf, needsChoice, sceneStep } from '../props/controls.ts';
import { describeTruth } from '../props/describe.ts';
import { isTurnable, notchValue, Turning } from '../props/turning.ts';
import { type Hit, pick } from './picking.ts';
import type { RoomModel } from './room-model.ts';
import { type Hover, sceneUi } from './scene-ui.ts';

export interface PointerSetting {
  /** Takes the events of the canvas: the element on which the orbit controls listen, so that capture comes first here. */
  readonly surface: HTMLElement;
  readonly model: RoomModel;
  readonly camera: () => Camera;
  /** Turns the orbit controls off while a prop is dragged. */
  readonly orbit: (enabled: boolean) => void;
  /** Marks the prop under the pointer. */
  readonly highlight: (object: Mesh | undefined) => void;
}

/** A pointer that moved less than this between down and up has clicked. */
const CLICK_PX = 6;
/** While dragging, a value is sent this often at most. */
const SEND_MS = 120;

interface Target {
  readonly hit: Hit;
  readonly prop: PropEntry | undefined;
  readonly control: Control | undefined;
  readonly truth: Truth;
}

/** Listens until the returned function is called. */
export function attachPointer(setting: PointerSetting): () => void {
  const session = new PointerSession(setting);
  const { surface } = setting;
  const ending = new AbortController();
  const { signal } = ending;
  surface.addEventListener('pointermove', (event) => session.move(event), { signal });
  surface.addEventListener('pointerdown', (event) => session.down(event), { signal, capture: true });
  surface.addEventListener('pointerup', (event) => session.up(event), { signal });
  surface.addEventListener('pointercancel', () => session.cancel(), { signal });
  surface.addEventListener('pointerleave', () => session.leave(), { signal });
  surface.addEventListener('wheel', (event) => session.wheel(event), { signal, capture: true, passive: false });
  window.addEventListener('keydown', (event) => session.key(event), { signal });
  return () => ending.abort();
}

class PointerSession {
  private readonly setting: PointerSetting;
  private readonly at = new Vector2();
  private target: Target | undefined;
  private downAt: { readonly x: number; readonly y: number } | undefined;
  private turning: { readonly plant: string; readonly action: string; readonly drag: Turning } | undefined;
  private sentAtMs = 0;
  private lookAt: { readonly x: number; readonly y: number } | undefined;

  constructor(setting: PointerSetting) {
    this.setting = setting;
  }

  move(event: PointerEvent): void {
    if (this.turning !== undefined) {
      this.turning.drag.move(event.movementX - event.movementY);
      sceneUi.setState({ readout: this.turning.drag.readout });
      if (event.timeStamp - this.sentAtMs > SEND_MS) this.send(event.timeStamp);
      return;
    }
    if (event.buttons !== 0) return;
    // One look a frame however many events the pointer makes.
    const waiting = this.lookAt !== undefined;
    this.lookAt = { x: event.clientX, y: event.clientY };
    if (!waiting) requestAnimationFrame(() => this.hover());
  }

  private hover(): void {
    const { lookAt } = this;
    this.lookAt = undefined;
    if (lookAt !== undefined) this.aimAt(this.look(lookAt.x, lookAt.y));
  }

  private aimAt(target: Target | undefined): void {
    if (target?.hit.object !== this.target?.hit.object) {
      const isProp = target?.hit.meaning.role === 'collider';
      this.setting.highlight(isProp ? target?.hit.object : undefined);
      this.setting.surface.style.cursor = isProp ? 'pointer' : 'grab';
      sceneUi.setState({ hover: target === undefined ? undefined : hoverOf(target) });
    }
    this.target = target;
  }

  down(event: PointerEvent): void {
    this.downAt = { x: event.clientX, y: event.clientY };
    sceneUi.setState({ popup: undefined });
    const target = this.look(event.clientX, event.clientY);
    this.aimAt(target);
    if (target?.prop === undefined || event.button !== 0 || !isTurnable(target.control)) return;
    if (!isWorkable(target.hit)) return;
    const { action } = target.control;
    this.turning = { plant: target.prop.id, action, drag: new Turning(target.control, target.truth) };
    this.setting.orbit(false);
    this.setting.surface.setPointerCapture(event.pointerId);
  }

  up(event: PointerEvent): void {
    const { downAt, turning } = this;
    if (turning !== undefined) {
      this.send(event.timeStamp);
      this.cancel();
    }
    this.downAt = undefined;
    if (downAt === undefined || event.button !== 0) return;
    if (Math.hypot(event.clientX - downAt.x, event.clientY - downAt.y) > CLICK_PX) return;
    const target = this.look(event.clientX, event.clientY);
    if (target !== undefined) this.click(target, event);
  }

  private click(target: Target, event: { readonly clientX: number; readonly clientY: number }): void {
    const { hit, prop, control, truth } = target;
    selectDevice(hit.meaning.device, hit.meaning.plant);
    if (prop === undefined || !isWorkable(hit)) return;
    const { action } = hit.meaning;
    const direct = control === undefined ? undefined : clickStep(control, truth);
    if (needsChoice(control) || (direct === undefined && control !== undefined && action?.value === undefined)) {
      const pane = this.setting.surface.getBoundingClientRect();
      sceneUi.setState({ popup: { plant: prop.id, x: event.clientX - pane.left, y: event.clientY - pane.top } });
      return;
    }
    const step = action === undefined ? direct : sceneStep(action, control, truth);
    if (step !== undefined) void act(prop.id, step.action, step.value);
  }

  wheel(event: WheelEvent): void {
    const target = this.look(event.clientX, event.clientY);
    if (target?.prop === undefined || !isWorkable(target.hit) || !isTurnable(target.control)) return;
    event.preventDefault();
    event.stopPropagation();
    const value = notchValue(target.control, target.truth, event.deltaY < 0 ? 1 : -1);
    sceneUi.setState({ readout: target.control.kind === 'slide' ? `${Math.round(value * 100)} %` : `${value} counts` });
    void act(target.prop.id, target.control.action, value);
  }

  /** E works the prop under the pointer. */
  key(event: KeyboardEvent): void {
    if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return;
    const element = event.target instanceof Element ? event.target.closest('input, textarea, select') : null;
    if (element !== null || this.target === undefined) return;
    const pane = this.setting.surface.getBoundingClientRect();
    this.click(this.fresh(this.target), { clientX: pane.left + pane.width / 2, clientY: pane.top + pane.height / 2 });
  }

  cancel(): void {
    this.turning = undefined;
    this.setting.orbit(true);
    sceneUi.setState({ readout: undefined });
  }

  leave(): void {
    if (this.turning === undefined) this.aimAt(undefined);
    sceneUi.setState({ readout: undefined });
  }

  private send(nowMs: number): void {
    this.sentAtMs = nowMs;
    const value = this.turning?.drag.take();
    if (this.turning !== undefined && value !== undefined) void act(this.turning.plant, this.turning.action, value);
  }

  private look(x: number, y: number): Target | undefined {
    const pane = this.setting.surface.getBoundingClientRect();
    this.at.set(((x - pane.left) / pane.width) * 2 - 1, 1 - ((y - pane.top) / pane.height) * 2);
    const hit = pick(this.setting.model, this.at, this.setting.camera());
    return hit === undefined ? undefined : targetOf(hit);
  }

  private fresh(target: Target): Target {
    return targetOf(target.hit);
  }
}

function targetOf(hit: Hit): Target {
  const { room, view } = liveStore.getState();
  const { plant } = hit.meaning;
  const prop = plant === undefined || room === undefined ? undefined : directoryOf(room).props.get(plant);
  const truth = plant === undefined ? {} : (view.plant[plant] ?? {});
  return { hit, prop, control: prop === undefined ? undefined : controlOf(prop), truth };
}

/** A prop of a room that runs; in a recording nothing can be worked. */
function isWorkable(hit: Hit): boolean {
  return canAct() && hit.meaning.role === 'collider';
}

function hoverOf({ hit, prop, control, truth }: Target): Hover {
  const { room } = liveStore.getState();
  const { device } = hit.meaning;
  const entry = device === undefined || room === undefined ? undefined : directoryOf(room).devices.get(device);
  const title = prop?.title ?? entry?.title ?? device ?? '';
  const state = prop === undefined ? '' : describeTruth(prop.model, truth);
  if (!isWorkable(hit) || prop === undefined) return { title, does: undefined, state, plant: prop?.id };
  const { action } = hit.meaning;
  const step = control === undefined ? undefined : clickStep(control, truth);
  let does = 'Click to choose';
  if (isTurnable(control)) does = 'Drag or scroll to turn';
  else if (step !== undefined && !needsChoice(control)) does = `Click or E: ${step.label}`;
  else if (control === undefined && action?.value !== undefined) does = `Click or E: ${action.name} ${action.value}`;
  return { title, does, state, plant: prop.id };
}
