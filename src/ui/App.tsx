import { useEffect, type ReactElement } from 'react';
import type { Place } from '../state/urlState';
import { useTheme } from '../state/theme';
import { useView } from '../state/view';
import { DataPlace } from './data/DataPlace';
import { DropTarget } from './data/DropTarget';
import { ImportDialog } from './data/ImportDialog';
import { ReplaceDialog } from './data/ReplaceDialog';
import { EvaluatePlace } from './evaluate/EvaluatePlace';
import { Header } from './parts/Header';
import { Notices } from './parts/Notices';
import { StatusBar } from './parts/StatusBar';
import { SearchPlace } from './search/SearchPlace';
import { TrainPlace } from './train/TrainPlace';

const placeViews: Record<Place, () => ReactElement> = { data: DataPlace, train: TrainPlace, evaluate: EvaluatePlace, search: SearchPlace };

export function App() {
  const place = useView((state) => state.place);
  const theme = useTheme((state) => state.theme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const View = placeViews[place];
  return (
    <>
      <Header />
      <main className="page">
        <Notices />
        <View key={place} />
      </main>
      <StatusBar />
      <DropTarget />
      <ReplaceDialog />
      <ImportDialog />
    </>
  );
}
