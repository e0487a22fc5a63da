/** A bar between two panes that is dragged or moved with the arrow keys; its place is remembered. */
import { type KeyboardEvent, type PointerEvent, type ReactElement, useEffect, useState } from 'react';
import { recall, remember } from './memory.ts';

export interface SplitterProps {
  /** The custom property `--split-<name>` on the document holds the size in px. */
  readonly name: string;
  /** Of the bar itself. */
  readonly orientation: 'horizontal' | 'vertical';
  readonly label: string;
  /** Size in px of the pane after the bar. */
  readonly initial: number;
  readonly least: number;
  readonly most: number;
}

const KEY_STEP_PX = 24;

export function Splitter({ name, orientation, label, initial, least, most }: SplitterProps): ReactElement {
  const [size, setSize] = useState(() => Number(recall(`split.${name}`, String(initial))) || initial);
  useEffect(() => {
    document.documentElement.style.setProperty(`--split-${name}`, `${size}px`);
    remember(`split.${name}`, String(size));
  }, [name, size]);
  const grow = (byPx: number): void => setSize((now) => Math.min(most, Math.max(least, now + byPx)));
  const onPointerMove = (event: PointerEvent): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    grow(orientation === 'horizontal' ? -event.movementY : -event.movementX);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const more = orientation === 'horizontal' ? 'ArrowUp' : 'ArrowLeft';
    const less = orientation === 'horizontal' ? 'ArrowDown' : 'ArrowRight';
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    grow(event.key === more ? KEY_STEP_PX : -KEY_STEP_PX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved has no element of its own; hr takes no value.
    <div
      role="separator"
      tabIndex={0}
      className={`splitter ${orientation}`}
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
