import { decideApproval, decideRejection, describeConnection } from "../../../operator/connections/connection";

const from = "77777777-7777-4777-8777-777777777777";
const connection = (status: string, provisioningState?: string) =>
  describeConnection({
    name: "kore",
    privateLinkServiceConnectionState: { status },
    privateEndpoint: { id: `/subscriptions/${from}/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe` },
    provisioningState,
  });

describe("what is done with a connection that is decided already", () => {
  it.each([
    ["Succeeded", "already"],
    ["Updating", "already"],
    [undefined, "already"],
    ["Failed", "change"],
    ["failed", "change"],
  ])("with provisioning %s is: %s", (provisioningState, decision) => {
    expect(decideApproval(connection("Approved", provisioningState), from)).toBe(decision);
    expect(decideRejection(connection("Rejected", provisioningState), false)).toBe(decision);
  });
});
