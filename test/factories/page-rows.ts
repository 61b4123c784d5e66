import type { Model } from 'sequelize';
import { FaqEntry } from '#models/faq-entry.js';
import { MenuNote } from '#models/menu-note.js';
import { PageAcceptance } from '#models/page-acceptance.js';
import { PageVersion } from '#models/page-version.js';
import { Page } from '../support/models/page.js';

/** One row in each table of what a bot has to read, in the open scope, each carrying `mark` where it has a text. */
export async function buildPages(mark: string, userId: string): Promise<Model[]> {
  return [
    await Page.create({ kind: 'rules', version: 1 }),
    await PageVersion.create({ kind: 'rules', number: 1, texts: { en: mark }, actorName: mark }),
    await PageAcceptance.create({ userId, kind: 'rules', version: 1 }),
    await FaqEntry.create({ title: { en: mark }, answer: { en: mark }, position: 1 }),
    await MenuNote.create({ body: mark }),
  ];
}
