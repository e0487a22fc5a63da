/** Drawings of the transport's buttons. */
import type { ReactElement } from 'react';

const SHAPES = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z',
  back: 'M12.5 5v14L3 12zM21.5 5v14L12 12z',
  on: 'M11.5 5v14l9.5-7zM2.5 5v14l9.5-7z',
  before: 'M5 5h2.6v14H5zM20 5v14L9 12z',
  after: 'M16.4 5H19v14h-2.600zM4 5v14l11-7z',
} as const;
export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
