/** What the page itself remembers: selection, hover, open tab, who acts, and the notices on screen. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { recall, remember } from './memory.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'refused' | 'trouble';
  readonly text: string;
}
export interface UiState {
  /** Full device id that is selected in the room and in the list. */
  readonly device: string | undefined;
  /** Plant whose prop is selected, for the popup of choices beside the room. */
  readonly plant: string | undefined;
  readonly operator: string;
  readonly tab: string;
  readonly notices: readonly Notice[];
}

/** A notice goes by itself after this long; trouble stays until it is dismissed. */
const NOTICE_MS = 6000;
/** More than this many at once cannot be read. */
const NOTICES_MAX = 4;
let lastNotice = 0;

export const uiStore = createStore<UiState>(() => ({
  device: undefined,
  plant: undefined,
  operator: recall('operator', ''),
  tab: recall('tab', 'objectives'),
  notices: [],
}));

/** Selects from the page's own state inside a component. */
export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(uiStore, select);
}

/** Selects a device (and optionally one of its props) everywhere; undefined clears it. */
export function selectDevice(device: string | undefined, plant?: string): void {
  uiStore.setState({ device, plant });
}

/** Opens a tab of the side panel. */
export function openTab(tab: string): void {
  remember('tab', tab);
  uiStore.setState({ tab });
}

/** Keeps the name of the person at this page. */
export function setOperator(operator: string): void {
  remember('operator', operator);
  uiStore.setState({ operator });
}

/** Shows a notice; screen readers hear it as well. */
export function notify(tone: Notice['tone'], text: string): void {
  lastNotice += 1;
  const id = lastNotice;
  const { notices } = uiStore.getState();
  const others = notices.filter((notice) => notice.text !== text);
  uiStore.setState({ notices: [...others, { id, tone, text }].slice(-NOTICES_MAX) });
  if (tone !== 'trouble') setTimeout(() => dismiss(id), NOTICE_MS);
}

/** Takes a notice away. */
export function dismiss(id: number): void {
  const { notices } = uiStore.getState();
  uiStore.setState({ notices: notices.filter((notice) => notice.id !== id) });
}
