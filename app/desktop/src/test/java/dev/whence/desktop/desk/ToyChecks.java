package dev.whence.desktop.desk;

import static dev.whence.engine.model.Vantage.Kind.HERE;
import static dev.whence.engine.model.Vantage.Kind.ON_ORIGIN;
import static dev.whence.engine.model.Vantage.Kind.ON_TUNNEL_HOST;

import dev.whence.engine.model.Vantage;
import dev.whence.knowledge.Step;

import java.util.List;

/// The checks of the stories.
final class ToyChecks {
    static final List<ToyCheck> ALL =
            List.of(
                    toy(
                            "edge-answers",
                            Step.CLOUDFLARE,
                            HERE,
                            "The site answers through Cloudflare",
                            "Asks for the address as a visitor does, through Cloudflare's edge.",
                            "The error page says which box failed, and its Ray ID names the data"
                                    + " centre.",
                            "A 200, or whatever the page should answer, within a second or two.",
                            "curl -sSI https://shop.example.com/cart"),
                    toy(
                            "edge-trace",
                            Step.CLOUDFLARE,
                            HERE,
                            "The edge itself answers",
                            "Reads /cdn-cgi/trace, which the edge answers by itself.",
                            "If the edge answers this, visitors can reach Cloudflare.",
                            "A short page with a colo line.",
                            "curl -sS https://shop.example.com/cdn-cgi/trace"),
                    toy(
                            "status-page",
                            Step.CLOUDFLARE,
                            HERE,
                            "The status page shows no incident",
                            "Reads the status page for the data centre that answered.",
                            "An incident in that data centre would explain the errors.",
                            "The data centre is operational. A quiet page does not clear the edge.",
                            "curl -sS https://www.cloudflarestatus.com/api/v2/summary.json"),
                    toy(
                            "control-site",
                            Step.CLOUDFLARE,
                            HERE,
                            "This desk reaches Cloudflare",
                            "Asks an unrelated site on Cloudflare.",
                            "If that fails, too, the fault may be in this desk's own network.",
                            "It answers.",
                            "curl -sS https://www.cloudflare.com/cdn-cgi/trace"),
                    toy(
                            "name-resolves",
                            Step.CLOUDFLARE,
                            HERE,
                            "The name leads to Cloudflare",
                            "Asks DNS for the name.",
                            "A name that does not lead to Cloudflare cannot show its errors.",
                            "Addresses in Cloudflare's ranges.",
                            "dig +short shop.example.com"),
                    toy(
                            "origin-port-open",
                            Step.ORIGIN,
                            HERE,
                            "The origin's port is open",
                            "Dials the origin directly, around Cloudflare, on the port that"
                                    + " Cloudflare uses.",
                            "A port that refuses shows as 521, a port that stays silent as 522.",
                            "The connection opens within a second.",
                            "nc -vz -w 5 203.0.113.10 443"),
                    toy(
                            "origin-certificate",
                            Step.ORIGIN,
                            HERE,
                            "The origin's certificate is accepted",
                            "Reads the certificate that the origin serves for the name.",
                            "With Full (strict), Cloudflare refuses one that is expired or for"
                                    + " another name.",
                            "It is valid, covers the name and comes from a known issuer.",
                            "openssl s_client -connect 203.0.113.10:443 -servername"
                                    + " shop.example.com"),
                    toy(
                            "origin-answers",
                            Step.ORIGIN,
                            HERE,
                            "The origin answers the request",
                            "Sends the same request to the origin, with the same Host and SNI.",
                            "An error here comes from the origin; an answer points to what lies"
                                    + " before it.",
                            "The status that the page should have.",
                            "curl -sSI --connect-to ::203.0.113.10:443"
                                    + " https://shop.example.com/cart"),
                    toy(
                            "connector-runs",
                            Step.TUNNEL,
                            ON_TUNNEL_HOST,
                            "The connector runs",
                            "Reads the units of cloudflared on the tunnel's host.",
                            "Without a running connector visitors see 1033.",
                            "active (running), with no restarts.",
                            "systemctl status cloudflared"),
                    toy(
                            "connector-ready",
                            Step.TUNNEL,
                            ON_TUNNEL_HOST,
                            "The connector is connected",
                            "Asks the connector's own /ready.",
                            "It counts the connections to Cloudflare's edge.",
                            "Four connections.",
                            "curl -sS http://127.0.0.1:20241/ready"),
                    toy(
                            "ingress-rule",
                            Step.TUNNEL,
                            ON_TUNNEL_HOST,
                            "A rule leads this address to its service",
                            "Reads the configuration in force and finds the rule for the address.",
                            "A rule with the wrong port or scheme shows as 502.",
                            "The rule names the port on which the application listens.",
                            "cloudflared tunnel ingress rule https://shop.example.com/cart"),
                    toy(
                            "service-answers",
                            Step.TUNNEL,
                            ON_TUNNEL_HOST,
                            "The tunnel's service answers",
                            "Asks the exact service of the rule from the tunnel's host.",
                            "It is the very step that the connector takes.",
                            "Any HTTP answer.",
                            "curl -sSI http://127.0.0.1:8080/"),
                    toy(
                            "units-run",
                            Step.LOGS,
                            ON_ORIGIN,
                            "The programs behind the site run",
                            "Reads the state of the web server and of the application.",
                            "A stopped web server cannot answer, whatever Cloudflare does.",
                            "active (running) for each of them.",
                            "systemctl status nginx",
                            "systemctl list-units --failed"),
                    toy(
                            "ports-listen",
                            Step.LOGS,
                            ON_ORIGIN,
                            "Something listens on the right ports",
                            "Lists the ports on which programs wait for connections.",
                            "It tells a stopped program from a closed firewall.",
                            "The web port is in the list, on all addresses.",
                            "ss -ltnp"),
                    toy(
                            "web-log",
                            Step.LOGS,
                            ON_ORIGIN,
                            "The web server's log is quiet",
                            "Reads the web server's error log around the time of the failure.",
                            "It says what the web server could not reach.",
                            "No errors in that time.",
                            "tail -n 100 /var/log/nginx/error.log"),
                    toy(
                            "disk-has-room",
                            Step.LOGS,
                            ON_ORIGIN,
                            "The disks have room",
                            "Reads how full the file systems are.",
                            "A full disk stops databases and log files.",
                            "Below 90 %.",
                            "df -h"),
                    toy(
                            "methods-agree",
                            Step.WAF,
                            HERE,
                            "All methods are admitted",
                            "Asks with GET, HEAD and OPTIONS.",
                            "A rule that stops one method looks like an outage to an API.",
                            "The same answer to each, or a clean 405.",
                            "curl -sSI -X OPTIONS https://shop.example.com/cart"),
                    toy(
                            "firewall-admits",
                            Step.WAF,
                            ON_ORIGIN,
                            "The firewall admits Cloudflare",
                            "Runs every range of Cloudflare through the host's firewall rules.",
                            "One blocked range shows as errors for some visitors only.",
                            "Every range may reach the web port.",
                            "sudo iptables-save"));

    private ToyChecks() {}

    static ToyCheck named(String name) {
        return ALL.stream().filter(toy -> toy.name().equals(name)).findFirst().orElseThrow();
    }

    private static ToyCheck toy(
            String name,
            Step step,
            Vantage.Kind from,
            String title,
            String looks,
            String why,
            String good,
            String... byHand) {
        return new ToyCheck(name, step, from, title, looks, why, good, List.of(byHand));
    }
}
