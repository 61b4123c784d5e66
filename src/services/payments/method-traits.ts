import { findGateway } from '#gateways/registry.js';
import { telegramStars } from '#gateways/telegram-stars/telegram-stars.js';

/** Is the page of a way to pay a bank's of Iran, which many cannot open through a VPN? */
export const opensBankPage = (method: string): boolean => findGateway(method)?.opensBankPage ?? false;

/** Do payers end what they are charged again in Telegram itself, and not with us? */
export const isEndedInTelegram = (method: string): boolean => method === telegramStars.name;
