import type { Payment } from '#services/payments/payment.js';
import type { Tenant } from '#tenancy/scope.js';
import { CardReceipt } from '../models/card-receipt.js';

/** A part of a receipt, as the payer's side writes it; its number. */
export async function addReceipt(
  tenant: Tenant,
  { id }: Pick<Payment, 'id'>,
  part: Partial<
    Pick<
      CardReceipt,
      'attempt' | 'fileId' | 'fileUniqueId' | 'pictureHash' | 'picturePrint' | 'referenceNumbers' | 'words'
    >
  >,
): Promise<string> {
  const row = {
    paymentId: id,
    attempt: 0,
    kind: part.fileId ? ('image' as const) : ('text' as const),
    ...part,
  };
  return (await tenant.db(() => CardReceipt.create(row))).id;
}
