/** The stand-in for Pulumi's random provider. It draws real random values; only the engine's side is simulated. */
import type { PackageProvider, ResourceProvider } from "../packageProvider";
import { randomId } from "./randomId";
import { RandomResourceProvider } from "./randomResource";
import { randomString } from "./randomString";
import { randomUuid } from "./randomUuid";

/** The stand-in for Pulumi's random provider: the three types that this product could use. It never touches Azure. */
export function randomProvider(): PackageProvider {
  const types = [randomString, randomUuid, randomId];
  return {
    packageName: "random",
    version: "4.21.2",
    supportsAutonamingConfiguration: false,
    configure: () => ({
      resource(token): ResourceProvider {
        const type = types.find((candidate) => candidate.token === token);
        if (type === undefined)
          throw new Error(`unrecognized resource type: ${token}: the simulation does not model it`);
        return new RandomResourceProvider(type);
      },
      invoke(token) {
        throw new Error(`unrecognized data function: ${token}: the simulation does not model it`);
      },
    }),
  };
}
