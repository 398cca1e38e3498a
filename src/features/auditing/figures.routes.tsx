import { page } from '../../engines/access/routes.ts'
import { readFigures } from './figures.ts'
import { FiguresPage } from './figures.views.tsx'

export const figureRoutes = [
  page('/controle/cijfers', 'figures.read', async ask => ({
    title: 'Cijfers',
    body: <FiguresPage {...await readFigures(ask)} />,
  })),
]
