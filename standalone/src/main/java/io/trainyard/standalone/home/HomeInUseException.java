package io.trainyard.standalone.home;

import java.util.Optional;

/** Another living process serves the home. */
public final class HomeInUseException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Optional<Holder> holder;

    HomeInUseException(Home home, Optional<Holder> holder) {
        super(describe(home, holder));
        this.holder = holder;
    }

    public Optional<Holder> holder() {
        return holder;
    }

    private static String describe(Home home, Optional<Holder> holder) {
        String process = holder.map(other -> "process " + other.pid()).orElse("another process");
        String state =
                holder.flatMap(Holder::url).map(url -> " and answers at " + url).orElse(" and is still starting");
        return "Trainyard already runs on " + home.directory() + ": it is " + process + state
                + ". Use that one, stop it, or choose another folder with --home.";
    }
}
