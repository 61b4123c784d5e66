import type { SettingValues } from '../settings/catalog.js';
import type { AcceptedKind } from '../settings/page-texts.js';
import type { Pages } from './stored-pages.js';
import { hasText } from './text-for.js';

/** What a person has accepted; 0: nothing, or a version that is not known. */
export type AcceptedVersions = Readonly<Record<AcceptedKind, number>>;

/** What people can be asked to accept, in that order. */
const acceptedKinds: readonly AcceptedKind[] = ['rules', 'privacy_policy'];

/** What a registered person must accept anew before they go on, since an admin asked everybody again; undefined: nothing. */
export const demandedDocument = (
  accepted: AcceptedVersions,
  settings: Pick<
    SettingValues,
    'privacy_policy_required' | 'privacy_policy_text' | 'rules_required' | 'rules_text'
  >,
  { documents }: Pick<Pages, 'documents'>,
): AcceptedKind | undefined =>
  acceptedKinds.find(
    (kind) =>
      accepted[kind] < documents[kind].demanded &&
      settings[`${kind}_required`] &&
      hasText(settings[`${kind}_text`]),
  );
