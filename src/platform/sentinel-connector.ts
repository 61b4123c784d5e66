import { SentinelConnector, type RedisOptions } from 'ioredis';

/** A Sentinel that does not answer within so many milliseconds is passed over. */
const answerMs = 2_000;

/**
 * Asks the Sentinels for the master, also when that changes while they are being asked: what listens for a new master on
 * behalf of the connection before would break the attempt off, and ioredis then gives the connection up for good.
 */
class SteadyConnector extends SentinelConnector {
  override connect(
    ...args: Parameters<SentinelConnector['connect']>
  ): ReturnType<SentinelConnector['connect']> {
    this.disconnect();
    return super.connect(...args);
  }
}

/** How a connection finds its master and stays with it. */
export const sentinelOptions: RedisOptions = {
  Connector: SteadyConnector as RedisOptions['Connector'] & object,
  failoverDetector: true,
  sentinelCommandTimeout: answerMs,
};
