package dev.whence.desktop.endtoend;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What the status page can say (facts §C).
final class StatusPages {
    private StatusPages() {}

    /// Nothing special.
    static String calm() {
        return page("operational", "");
    }

    /// The data centre of Frankfurt is out, with an open incident that names it.
    static String incidentInFrankfurt() {
        var began = Instant.now().minus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        return page(
                "major_outage",
                """
                {"id":"i1","name":"Network connectivity issues in FRA, Frankfurt",\
                "status":"investigating","impact":"major","shortlink":"https://status.example.com/i1",\
                "created_at":"%1$s","updated_at":"%1$s","monitoring_at":null,"resolved_at":null,\
                "started_at":"%1$s","page_id":"yh6f0r4529hb","incident_updates":[{"id":"u1",\
                "status":"investigating","body":"We are looking into errors in Frankfurt.",\
                "created_at":"%1$s","updated_at":"%1$s","display_at":"%1$s",\
                "affected_components":null}],"components":[{"id":"c2",\
                "name":"Frankfurt, Germany - (FRA)","status":"major_outage"}]}\
                """
                        .formatted(began));
    }

    private static String page(String frankfurt, String incidents) {
        return """
        {"page":{"id":"yh6f0r4529hb","name":"Cloudflare","url":"https://www.cloudflarestatus.com",\
        "time_zone":"Etc/UTC","updated_at":"%1$s"},
        "components":[
        {"id":"1km35smx8p41","name":"Cloudflare Sites and Services","status":"operational",\
        "position":1,"description":null,"showcase":false,"group_id":null,"group":true,\
        "only_show_if_degraded":false,"components":["c1"]},
        {"id":"c1","name":"CDN/Cache","status":"operational","position":1,"description":null,\
        "showcase":false,"group_id":"1km35smx8p41","group":false,"only_show_if_degraded":false},
        {"id":"c2","name":"Frankfurt, Germany - (FRA)","status":"%2$s","position":1,\
        "description":null,"showcase":false,"group_id":"g2","group":false,\
        "only_show_if_degraded":false},
        {"id":"c3","name":"Cork, Ireland -  (ORK)","status":"under_maintenance","position":2,\
        "description":null,"showcase":false,"group_id":"g2","group":false,\
        "only_show_if_degraded":false}],
        "incidents":[%3$s],"scheduled_maintenances":[],
        "status":{"indicator":"minor","description":"Minor Service Outage"}}
        """
                .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), frankfurt, incidents);
    }
}
