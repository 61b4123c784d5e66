import type { AppliesTo } from '../discounts/read-discounts.js';

/** What a code gives. */
export type PromoEffect =
  /** Money into the wallet. */
  | { readonly kind: 'balance'; readonly amountToman: number }
  /**
   * Days on the running subscription; one that is over begins anew, and who has none gets one with the limits of the plan,
   * or, without one (null), those of the simple offer.
   */
  | { readonly kind: 'days'; readonly days: number; readonly planId: string | null }
  /** A trial of so many days, and else as the bot's settings have it. */
  | { readonly kind: 'trial'; readonly days: number }
  /** Percent or a sum off the next purchase or renewal, within some hours. */
  | {
      readonly kind: 'discount';
      readonly percent: number | null;
      readonly amountToman: number | null;
      readonly validHours: number;
      readonly appliesTo: AppliesTo;
      /** Plans that it is for; null: all, and the simple offer. */
      readonly planIds: readonly string[] | null;
    }
  /** A group of people who pay less. */
  | { readonly kind: 'group'; readonly groupId: string }
  /** Gigabytes on top of the running subscription. */
  | { readonly kind: 'traffic'; readonly gb: number };

/**
 * Who may use a code. newcomers: never paid and never had a subscription. before_purchase: have bought nothing yet; a trial
 * is none. plan_buyers: bought one of the plans that it names.
 */
export type CodeAudience = 'before_purchase' | 'everyone' | 'newcomers' | 'plan_buyers';

/** When, by whom and how often a code can be used. */
export interface CodeTerms {
  readonly isActive: boolean;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** Uses in all; null: any number. */
  readonly mostUses: number | null;
  readonly mostPerPerson: number;
  /** Uses on a day by the bot's clocks; null: any number. */
  readonly mostPerDay: number | null;
  readonly audience: CodeAudience;
  /** Plans of `plan_buyers`; null: of another audience. */
  readonly audiencePlanIds: readonly string[] | null;
}

/** The columns of `promocodes` that say what a code gives. */
export interface EffectColumns {
  readonly kind: PromoEffect['kind'];
  readonly amountToman: number | null;
  readonly percent: number | null;
  readonly validHours: number | null;
  readonly appliesTo: AppliesTo | null;
  readonly discountPlanIds: readonly string[] | null;
  readonly days: number | null;
  readonly planId: string | null;
  readonly trafficGb: number | null;
  readonly groupId: string | null;
}

const none = {
  ...{ amountToman: null, percent: null, validHours: null, appliesTo: null, discountPlanIds: null },
  ...{ days: null, planId: null, trafficGb: null, groupId: null },
};

/** What a code gives, as columns. */
export function effectColumns(effect: PromoEffect): EffectColumns {
  const { kind } = effect;
  switch (kind) {
    case 'balance':
      return { ...none, kind, amountToman: effect.amountToman };
    case 'days':
      return { ...none, kind, days: effect.days, planId: effect.planId };
    case 'trial':
      return { ...none, kind, days: effect.days };
    case 'discount': {
      const { percent, amountToman, validHours, appliesTo, planIds } = effect;
      return { ...none, kind, percent, amountToman, validHours, appliesTo, discountPlanIds: planIds };
    }
    case 'group':
      return { ...none, kind, groupId: effect.groupId };
    case 'traffic':
      return { ...none, kind, trafficGb: effect.gb };
  }
}

/** The same back; a constraint of the table holds what each kind must have. */
export function effectOf(row: EffectColumns): PromoEffect {
  const { kind } = row;
  switch (kind) {
    case 'balance':
      return { kind, amountToman: Number(row.amountToman) };
    case 'days':
      return { kind, days: Number(row.days), planId: row.planId };
    case 'trial':
      return { kind, days: Number(row.days) };
    case 'discount':
      return {
        kind,
        percent: row.percent,
        amountToman: row.amountToman,
        validHours: Number(row.validHours),
        appliesTo: row.appliesTo ?? 'any',
        planIds: row.discountPlanIds,
      };
    case 'group':
      return { kind, groupId: String(row.groupId) };
    case 'traffic':
      return { kind, gb: Number(row.trafficGb) };
  }
}
