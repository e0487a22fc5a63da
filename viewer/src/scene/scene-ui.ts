/** What the 3D room and the page round it tell each other. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export interface Hover {
  readonly title: string;
  /** What a click or a drag does; undefined for a device that players cannot work. */
  readonly does: string | undefined;
  readonly state: string;
  readonly plant: string | undefined;
}
export interface SceneUi {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem: string | undefined;
  readonly cameras: readonly { readonly name: string; readonly title: string }[];
  /** The camera that was asked for; a new object each time, also for the same name. */
  readonly flight: { readonly name: string } | undefined;
  readonly hover: Hover | undefined;
  /** What a drag has reached. */
  readonly readout: string | undefined;
  /** A prop whose control is open beside the pointer, in px of the room's pane. */
  readonly popup: { readonly plant: string; readonly x: number; readonly y: number } | undefined;
}

export const sceneUi = createStore<SceneUi>(() => ({
  phase: 'loading',
  problem: undefined,
  cameras: [],
  flight: undefined,
  hover: undefined,
  readout: undefined,
  popup: undefined,
}));

/** Selects from the scene's state inside a component. */
export function useSceneUi<T>(select: (state: SceneUi) => T): T {
  return useStore(sceneUi, select);
}

/** Sends the camera to a stand. */
export function flyTo(name: string): void {
  sceneUi.setState({ flight: { name } });
}
