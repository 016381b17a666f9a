"""People after whom places are named, the words that head such places, and words of no person."""

_PEOPLE = """
aime cesaire, albert camus, albert jacquard, ambroise croizat, andre malraux, anne frank, antoine
de saint exupery, aristide briand, arthur rimbaud, auguste renoir, blaise pascal, boris vian,
camille claudel, cesaria evora, charles de gaulle, charles peguy, claude debussy, claude monet,
daniel balavoine, danielle casanova, danielle mitterrand, denis diderot, edith piaf, emile zola,
francois mitterrand, francois rabelais, francois truffaut, francois villon, francoise dolto,
francoise giroud, frederic chopin, frida kahlo, gaston berger, george sand, georges brassens,
georges pompidou, georges sand, gerard philipe, germaine tillion, gisele halimi, guy mocquet, guy
moquet, hector berlioz, helen keller, henri barbusse, henri dunant, henri matisse, henri wallon,
hugo pratt, irene joliot curie, jacqueline auriol, jacques brel, jacques cartier, jacques chirac,
jacques cousteau, jacques prevert, jacques tati, jean carmet, jean cocteau, jean ferrat, jean
giono, jean jacques rousseau, jean jaures, jean mace, jean mermoz, jean monnet, jean moulin, jean
prevost, jean renoir, jean rostand, jean vilar, jean zay, jeanne d arc, john lennon, josephine
baker, jules ferry, jules michelet, jules valles, jules verne, leo ferre, leo lagrange, leon blum,
leon gambetta, leopold sedar senghor, lino ventura, louis aragon, louis braille, louis lumiere,
louis pasteur, louise labe, louise michel, lucie aubrac, lucien rose, marcel pagnol, marcel
proust, marguerite duras, marguerite yourcenar, maria pia, marie curie, martin luther king,
maurice ravel, maurice thorez, max jacob, michel colucci, michel serres, missak manouchian, nelson
mandela, nicolas boileau, olympe de gouges, pablo neruda, pablo picasso, paul cezanne, paul
eluard, paul emile victor, paul langevin, paul valery, paul verlaine, pierre bayle, pierre curie,
pierre de coubertin, pierre mendes, pierre mendes france, raoul dautry, raymond aubrac, raymond
devos, rene cassin, rene char, rene descartes, robert desnos, robert doisneau, robert schuman,
roger salengro, romain gary, romain rolland, rosa luxembourg, rosa luxemburg, rosa parks, salvador
allende, samuel paty, sarah bernhardt, simone de beauvoir, simone signoret, simone veil, stephane
hessel, suzanne lacore, therese planiol, thomas pesquet, victor hugo, victor schoelcher, voltaire,
yannick noah, youri gagarine, yves montand
"""
NAMESAKES = frozenset(" ".join(name.split()) for name in _PEOPLE.split(","))
# Words that head the name of a place named after somebody, wherever they stand before it.
HEADS = frozenset(
    """
    allee amphitheatre amis ancienne antenne appartement arche association associatif asso atelier
    auditorium avenue bar base batiment bibliotheque boulevard bus cafe cafeteria camping carre
    caserne ccas centre chalet chambre chapelle chateau cite club collectif college comite commune
    communaute complexe conseil cour cours credit creche csc css cyber cyberbase cyberespace
    domaine ecole eglise ehpad ensemble epn epci epide esat esc espace espaces etablissement fab
    fablab fabrique ferme fondation forum foyer france galerie gare groupe gymnase hall halle hameau
    hopital hotel immeuble institut institution internat jardin kiosque laboratoire lieu logis
    ludotheque lycee mairie maison maisons manoir mds mdp mediatheque mediateque mission mjc mpt
    musee office parc parvis passage patio patronage pavillon pension place plateau point pole pont
    quai quartier reseau relais residence ressourcerie restaurant rpa rue salle salon scolaire
    secours service site social socioculturel square stade station structure studio syndicat
    theatre tiers tour universite village ville villa
    """.split()
)
# Words that follow a first name and are no family name: « Harmonie Mutuelle », « Sophia Loisirs ».
NOT_FAMILY_NAMES = HEADS | frozenset(
    """
    accueil action actions aide alpes animation annexe antipolis atlantique avenir bain bains bas
    basse beach bis bourg bretagne city cite coeur coiffure connect connexion conseil consulting
    creation culture developpement digital domicile edition emploi energie entreprise environnement
    est et etudes europe expertise fitness formation formations gestion grand grande habitat haut
    haute horizon immobilier inclusion informatique ingenierie insertion internet jeunes
    jeunesse lecture loisirs maintenance marine mer micro mobile mobilite montagne
    multimedia mutuelle net notre numerique oise online orne ouest par pays petit petite plage plus
    pour programme projet quartiers sante sarthe savoie savoirs seine senior seniors services
    soins solidaire solidarite solidarites solutions sport sports sud technologies tourisme travail
    val vallee vert verte vie vienne web
    """.split()
)
# Words of organisations and of lands, which « contact : » introduces as it does people.
ORGANISATIONS = frozenset(
    """
    agricole ain aisne allier alsace amicale aquitaine ardeche ardennes ariege artois aube aude
    auvergne aveyron berry bleue bleu cantal catholique charente cher compagnons correze corse cote
    creuse croix debrouillards dordogne doubs drome eure ferme finistere francas francaise
    francilien gard gers gironde guadeloupe guyane herault indre isere jura landes lagrange lib
    ligue limousin loir loire loiret lorraine lot lozere martinique mayenne mayotte meuse morbihan
    moselle nievre normandie nouvelle occitanie orange perigord picardie poitou populaire provence
    pyrenees quercy restos reunion rhone rouge rural rurale rurales saone simplon somme tarn
    touraine unis vaucluse vendee vienne vosges yonne yvelines
    directeur directrice elu elue maire medecin personne sur tous toute voir
    """.split()
)
