import type { MouseEvent } from 'react';
import { formatHash, places, type Place } from '../../state/urlState';
import { useTheme } from '../../state/theme';
import { useView } from '../../state/view';

const names: Record<Place, string> = { data: 'Data', train: 'Train', evaluate: 'Evaluate', search: 'Search' };

/** Past the header; the place itself takes the focus. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  const main = document.querySelector('main');
  if (!main) return;
  main.tabIndex = -1;
  main.focus();
}

export function Header() {
  const view = useView();
  const { theme, toggle } = useTheme();
  const visit = (event: MouseEvent, place: Place) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (place !== view.place) view.go(place);
  };
  return (
    <header className="header">
      <a className="skip-link" href={formatHash(view)} onClick={skip}>
        Skip to the content
      </a>
      <span className="brand">
        <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
          <circle className="brand-image" cx="12" cy="16" r="9" />
          <circle className="brand-text" cx="20" cy="16" r="9" />
        </svg>
        ALSCOR Lab
      </span>
      <nav aria-label="Places">
        {places.map((place) => (
          <a key={place} href={formatHash({ ...view, place })} aria-current={place === view.place ? 'page' : undefined} onClick={(event) => visit(event, place)}>
            {names[place]}
          </a>
        ))}
      </nav>
      <button type="button" className="quiet" onClick={toggle} aria-label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}>
        {theme === 'dark' ? '☀' : '☾'}
      </button>
    </header>
  );
}
