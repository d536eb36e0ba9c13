import { createRoot } from 'react-dom/client';
import { useDataset } from './state/dataset';
import { startSession } from './state/session';
import { followAddress } from './state/view';
import { App } from './ui/App';
import './ui/base.css';
import './ui/places.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html: expected an element with id "root", found none.');
followAddress((id) => useDataset.getState().propose({ kind: 'stored', id }));
createRoot(root).render(<App />);
void startSession();
